import { maxUint256, parseEther } from 'viem'
import type { World } from '../postOfficeWorld.ts'
import { NATIVE, POSTAGE } from '../postOfficeWorld.ts'
import { depositAsSender } from './money.ts'
import type { Operation } from './operation.ts'
import { BATCHES } from './operation.ts'

/** A stamp's word; the inbox's terms and its consent; `StampPosted`. */
const POSTED = { created: 1, read: 2 } as const
const POSTED_EVENT = [1, 4, 6] as const
const LEDGER_EVENT = [1, 4, 2] as const

const onlyPayer = async ({ office, sender, stranger, token }: World) => {
  // Without a balance, the whole postage is pulled.
  await office.write.transfer([stranger.address, BigInt(token.address), 1n], { account: sender })
}

const single: Operation[] = [
  {
    name: 'post native',
    count: 1,
    least: { ...POSTED, events: [POSTED_EVENT] },
    reach: 57_000,
    others: 'commerce-payments authorize 155,657*',
    measure: ({ gasOf, office, sender, stampTo, inboxId }) =>
      gasOf(office.write.post([stampTo(inboxId, NATIVE, 0)], { account: sender, value: POSTAGE })),
  },
  {
    name: 'post from balance',
    count: 1,
    least: { ...POSTED, updated: 1, events: [POSTED_EVENT, LEDGER_EVENT] },
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
    least: { ...POSTED, updated: 1, events: [POSTED_EVENT, LEDGER_EVENT] },
    measure: async (world) => {
      const { gasOf, office, sender, stampTo, inboxId, token } = world
      await depositAsSender(world, token.address)
      return gasOf(office.write.post([stampTo(inboxId, token.address, 0)], { account: sender }))
    },
  },
  {
    name: 'post ERC-20 by allowance',
    count: 1,
    // Besides: the payer's balance here; the token with its two balances and the allowance, and its Transfer.
    least: { created: 1, read: 4, updated: 2, called: 1, events: [POSTED_EVENT, [1, 3, 1]] },
    reach: 81_000,
    others: 'commerce-payments authorize 155,657*',
    measure: async (world) => {
      const { gasOf, office, sender, stampTo, inboxId, token } = world
      await onlyPayer(world)
      await token.write.approve([office.address, maxUint256], { account: sender })
      return gasOf(office.write.post([stampTo(inboxId, token.address, 0)], { account: sender }))
    },
  },
  {
    name: 'post ERC-20 by allowance, a finite one',
    count: 1,
    measure: async (world) => {
      const { gasOf, office, sender, stampTo, inboxId, token } = world
      await onlyPayer(world)
      await token.write.approve([office.address, parseEther('1')], { account: sender })
      return gasOf(office.write.post([stampTo(inboxId, token.address, 0)], { account: sender }))
    },
  },
  {
    name: 'postFor',
    count: 1,
    least: { ...POSTED, updated: 1, recovered: 1, events: [POSTED_EVENT, LEDGER_EVENT] },
    measure: async (world) => {
      const { gasOf, office, sender, stranger, stampTo, signedStamp, inboxId } = world
      await depositAsSender(world, NATIVE)
      const stamp = stampTo(inboxId, NATIVE, 0)
      const signature = await signedStamp(stamp)
      return gasOf(office.write.postFor([sender.address, stamp, signature], { account: stranger }))
    },
  },
  {
    name: 'postFrom as operator',
    count: 1,
    least: { created: 1, read: 3, updated: 1, events: [POSTED_EVENT, LEDGER_EVENT] },
    measure: async (world) => {
      const { gasOf, office, sender, stranger, stampTo, inboxId } = world
      await depositAsSender(world, NATIVE)
      await office.write.setOperator([stranger.address, true], { account: sender })
      const stamp = stampTo(inboxId, NATIVE, 0)
      return gasOf(office.write.postFrom([sender.address, stamp], { account: stranger }))
    },
  },
  {
    name: 'postFrom by allowance, a finite one',
    count: 1,
    measure: async (world) => {
      const { gasOf, office, sender, stranger, stampTo, inboxId } = world
      await depositAsSender(world, NATIVE)
      await office.write.approve([stranger.address, 0n, parseEther('1')], { account: sender })
      const stamp = stampTo(inboxId, NATIVE, 0)
      return gasOf(office.write.postFrom([sender.address, stamp], { account: stranger }))
    },
  },
]

/** To `count` inboxes of as many wallets, paid with the call. */
const postMany = (count: number): Operation => ({
  name: `postMany ×${count}`,
  count,
  least: { created: count, read: 2 * count, events: [[count, 4, 6]] },
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

const voidStamps = (count: number): Operation => ({
  name: `voidStamps ×${count}`,
  count,
  least: { created: count, events: [[count, 3, 0]] },
  measure: ({ gasOf, office, sender, stampTo, inboxId }) => {
    const stamps = Array.from({ length: count }, (_, index) => stampTo(inboxId, NATIVE, index))
    return gasOf(office.write.voidStamps([stamps], { account: sender }))
  },
})

/** Posting stamps, in every way. */
export const posting: Operation[] = [
  ...single,
  ...BATCHES.map(postMany),
  ...BATCHES.map(voidStamps),
]
