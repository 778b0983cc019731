import type { Address } from 'viem'
import { keccak256, maxUint256, pad, parseEther, toHex, zeroAddress } from 'viem'
import type { World } from '../postOfficeWorld.ts'
import { EXPIRES_AT, NATIVE, POSTAGE, STAKE, WINDOW } from '../postOfficeWorld.ts'

/** One measured transaction. */
export type Operation = {
  /** Name in the snapshot. Never reused for another thing. */
  name: string
  /** How many stamps it carries; figures are shown for each. 1 for everything else. */
  count: number
  /** Gas for each that we set out to need at most. */
  reach?: number | undefined
  /** What the nearest others need for the same. */
  others?: string | undefined
  /** Prepares, then sends and measures one transaction. */
  measure: (world: World) => Promise<number>
}

const BATCHES = [1, 10, 50, 100]

const ed25519Key = (seed: string) =>
  ({
    kind: 1,
    expiresAt: 0,
    publicKey: keccak256(toHex(seed)),
    possession: '0x',
  }) as const

async function depositAsSender({ office, token, sender }: World, asset: Address) {
  const amount = parseEther('0.1')
  if (asset !== NATIVE) {
    await token.write.approve([office.address, amount], { account: sender })
  }
  await office.write.deposit([asset, sender.address, amount], {
    account: sender,
    value: asset === NATIVE ? amount : 0n,
  })
}

const money: Operation[] = [
  {
    name: 'deposit native',
    count: 1,
    measure: ({ gasOf, office, sender }) =>
      gasOf(office.write.deposit([NATIVE, sender.address, 1n], { account: sender, value: 1n })),
  },
  {
    name: 'deposit ERC-20',
    count: 1,
    measure: async ({ gasOf, office, sender, token }) => {
      await token.write.approve([office.address, maxUint256], { account: sender })
      return gasOf(office.write.deposit([token.address, sender.address, 1n], { account: sender }))
    },
  },
  {
    name: 'withdraw native',
    count: 1,
    measure: async (world) => {
      const { gasOf, office, sender } = world
      await depositAsSender(world, NATIVE)
      return gasOf(office.write.withdraw([NATIVE, 1n, sender.address], { account: sender }))
    },
  },
  {
    name: 'withdraw ERC-20',
    count: 1,
    measure: async (world) => {
      const { gasOf, office, sender, token } = world
      await depositAsSender(world, token.address)
      return gasOf(office.write.withdraw([token.address, 1n, sender.address], { account: sender }))
    },
  },
]

const terms: Operation[] = [
  {
    name: 'setTerms, the first of an inbox',
    count: 1,
    measure: async ({ gasOf, office, registry, stranger }) => {
      await registry.write.register([0n, zeroAddress, []], { account: stranger })
      const id = await registry.read.inboxOf([stranger.address])
      return gasOf(office.write.setTerms([id, NATIVE, STAKE, WINDOW, false], { account: stranger }))
    },
  },
  {
    name: 'setTerms, others',
    count: 1,
    measure: ({ gasOf, office, wallet, inboxId }) =>
      gasOf(
        office.write.setTerms([inboxId, NATIVE, STAKE + 1n, WINDOW, false], { account: wallet }),
      ),
  },
  {
    name: 'setConsents, one new sender',
    count: 1,
    measure: ({ gasOf, office, wallet, inboxId, sender }) =>
      gasOf(office.write.setConsents([inboxId, [pad(sender.address)], [1]], { account: wallet })),
  },
]

const posting: Operation[] = [
  {
    name: 'post native',
    count: 1,
    reach: 57_000,
    others: 'commerce-payments authorize 155,657*',
    measure: ({ gasOf, office, sender, stampTo, inboxId }) =>
      gasOf(office.write.post([stampTo(inboxId, NATIVE, 0)], { account: sender, value: POSTAGE })),
  },
  {
    name: 'post from balance',
    count: 1,
    reach: 64_000,
    others: 'Sablier create 121,705*',
    measure: async (world) => {
      const { gasOf, office, sender, stampTo, inboxId } = world
      await depositAsSender(world, NATIVE)
      return gasOf(office.write.post([stampTo(inboxId, NATIVE, 0)], { account: sender }))
    },
  },
  {
    name: 'post ERC-20 from balance',
    count: 1,
    measure: async (world) => {
      const { gasOf, office, sender, stampTo, inboxId, token } = world
      await depositAsSender(world, token.address)
      return gasOf(office.write.post([stampTo(inboxId, token.address, 0)], { account: sender }))
    },
  },
  {
    name: 'post ERC-20 by allowance',
    count: 1,
    reach: 81_000,
    others: 'commerce-payments authorize 155,657*',
    measure: async (world) => {
      const { gasOf, office, sender, stampTo, stranger, inboxId, token } = world
      await office.write.transfer([stranger.address, BigInt(token.address), 1n], {
        account: sender,
      })
      await token.write.approve([office.address, maxUint256], { account: sender })
      return gasOf(office.write.post([stampTo(inboxId, token.address, 0)], { account: sender }))
    },
  },
  {
    name: 'post ERC-20 by allowance, a finite one',
    count: 1,
    measure: async (world) => {
      const { gasOf, office, sender, stampTo, stranger, inboxId, token } = world
      await office.write.transfer([stranger.address, BigInt(token.address), 1n], {
        account: sender,
      })
      await token.write.approve([office.address, parseEther('1')], { account: sender })
      return gasOf(office.write.post([stampTo(inboxId, token.address, 0)], { account: sender }))
    },
  },
]

/** To `count` inboxes of as many wallets, paid with the call. */
const postMany = (count: number): Operation => ({
  name: `postMany ×${count}`,
  count,
  reach: count === 100 ? 35_000 : undefined,
  others: count === 100 ? 'Sablier batch of 50: 168,000 each*' : undefined,
  measure: async ({ gasOf, office, sender, stampTo, createInboxes }) => {
    const inboxes = await createInboxes(count)
    const stamps = inboxes.map((id, index) => stampTo(id, NATIVE, index))
    return gasOf(
      office.write.postMany([stamps], { account: sender, value: POSTAGE * BigInt(count) }),
    )
  },
})

const admit = (count: number): Operation => ({
  name: `admit ×${count}`,
  count,
  reach: count === 1 ? 42_000 : count === 50 ? 12_000 : undefined,
  measure: async ({ gasOf, office, relay, posted }) => {
    const stamps = await posted(count)
    return gasOf(office.write.admit([stamps], { account: relay }))
  },
})

const collectOpen = (count: number): Operation => ({
  name: `collect Open ×${count}`,
  count,
  reach: count === 1 ? 61_000 : count === 50 ? 13_000 : undefined,
  others: count === 1 ? 'commerce-payments capture 69,915*' : undefined,
  measure: async ({ gasOf, office, wallet, posted }) => {
    const stamps = await posted(count)
    return gasOf(office.write.collect([stamps], { account: wallet }))
  },
})

const collectAdmitted = (count: number): Operation => ({
  name: `collect Admitted ×${count}`,
  count,
  reach: count === 1 ? 53_000 : undefined,
  others: count === 1 ? 'commerce-payments capture 69,915*' : undefined,
  measure: async ({ gasOf, office, wallet, admitted }) => {
    const stamps = await admitted(count)
    return gasOf(office.write.collect([stamps], { account: wallet }))
  },
})

const returnToSender = (count: number): Operation => ({
  name: `returnToSender Open ×${count}`,
  count,
  reach: count === 1 ? 56_000 : undefined,
  measure: async ({ gasOf, office, wallet, posted }) => {
    const stamps = await posted(count)
    return gasOf(office.write.returnToSender([stamps], { account: wallet }))
  },
})

const returnAdmitted = (count: number): Operation => ({
  name: `returnToSender Admitted ×${count}`,
  count,
  measure: async ({ gasOf, office, wallet, admitted }) => {
    const stamps = await admitted(count)
    return gasOf(office.write.returnToSender([stamps], { account: wallet }))
  },
})

const expire = (count: number): Operation => ({
  name: `expire ×${count}`,
  count,
  reach: count === 1 ? 41_000 : count === 50 ? 11_500 : undefined,
  others: count === 1 ? 'commerce-payments reclaim 55,217*' : undefined,
  measure: async ({ gasOf, office, stranger, posted, nextAt }) => {
    const stamps = await posted(count)
    await nextAt(EXPIRES_AT)
    return gasOf(office.write.expire([stamps], { account: stranger }))
  },
})

const identity: Operation[] = [
  {
    name: 'register, no key',
    count: 1,
    reach: 80_000,
    others: 'Farcaster register 192,158*',
    measure: ({ gasOf, registry, stranger }) =>
      gasOf(registry.write.register([0n, zeroAddress, []], { account: stranger })),
  },
  {
    name: 'register, one Ed25519 key',
    count: 1,
    reach: 112_000,
    others: 'Farcaster register 192,158* + key add ≈ 305,000*',
    measure: ({ gasOf, registry, stranger }) =>
      gasOf(registry.write.register([0n, zeroAddress, [ed25519Key('one')]], { account: stranger })),
  },
  {
    name: 'addKeys, one 32-byte key',
    count: 1,
    reach: 60_000,
    others: 'Farcaster key add ≈ 305,000*',
    measure: ({ gasOf, registry, wallet, inboxId }) =>
      gasOf(registry.write.addKeys([inboxId, [ed25519Key('one')]], { account: wallet })),
  },
]

export const operations: Operation[] = [
  ...money,
  ...terms,
  ...posting,
  ...BATCHES.map(postMany),
  ...BATCHES.map(admit),
  ...BATCHES.map(collectOpen),
  ...BATCHES.map(collectAdmitted),
  ...BATCHES.map(returnToSender),
  ...BATCHES.map(returnAdmitted),
  ...BATCHES.map(expire),
  ...identity,
]
