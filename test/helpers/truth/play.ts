import type { Address, Hex } from 'viem'
import {
  encodeFunctionData,
  keccak256,
  numberToHex,
  parseAbi,
  parseEther,
  toHex,
  zeroAddress,
} from 'viem'
import type { HDAccount } from 'viem/accounts'
import { mnemonicToAccount } from 'viem/accounts'
import { inboxRegistryDomain, linkWalletTypes } from '../../../protocol/eip712/inboxRegistry.ts'
import type { Mailing, Stamp } from '../../../protocol/eip712/postOffice.ts'
import { answerTypes, postOfficeDomain } from '../../../protocol/eip712/postOffice.ts'
import { inboxIdOf, mailingIdOf, stampIdOf, subjectOf } from '../../../protocol/ids.ts'
import type { MailingTree } from '../../../protocol/mailingTree.ts'
import { mailingTree } from '../../../protocol/mailingTree.ts'
import { deployToken, mnemonic } from '../../../scripts/seed/world.ts'
import type { Rig } from '../faults/rig.ts'
import type { Random } from '../seed.ts'

const HOUR = 3_600
const DAY = 24 * HOUR
const [free, postage, closed] = [0, 1, 2]

/** A stamp that somebody tried to post; whether it came to be, the chain says. */
export type DrawnStamp = { stamp: Stamp; stampId: Hex }

/** A mailing that somebody tried to open. */
export type DrawnMailing = {
  mailing: Mailing
  mailingId: Hex
  letters: { inboxId: Hex; letterHash: Hex }[]
  tree: MailingTree
}

type Call = { from: Address; to: Address; data: Hex; value?: bigint }

export type Play = Awaited<ReturnType<typeof createPlay>>

/**
 * Draws what people do on a chain, block by block: inboxes and wallets, doors, terms and consents, relays and their prices,
 * stamps and mailings with all that can become of them. Much of it fails, as it would; the chain decides.
 */
export async function createPlay(rig: Rig, random: Random) {
  const { client, contracts, chainId } = rig
  const { inboxRegistry, relayRegistry, postOffice } = contracts
  const account = (index: number): HDAccount =>
    mnemonicToAccount(mnemonic, { addressIndex: 200 + index })
  const people = Array.from({ length: 16 }, (_, index) => account(index))
  const relays = Array.from({ length: 4 }, (_, index) => account(100 + index).address)
  const wallets = people.map(({ address }) => address)
  const everyone = [...wallets, ...relays]
  const byAddress = new Map(people.map((person) => [person.address, person]))
  /** The first ten register sooner or later, but for the tenth. */
  const owners = wallets.slice(0, 10)
  const inboxIds = owners.map((wallet) => inboxIdOf(wallet, 0n))
  const letterHashes = Array.from({ length: 5 }, (_, index) => keccak256(toHex(`letter ${index}`)))
  const stamps: DrawnStamp[] = []
  const mailings: DrawnMailing[] = []
  let salt = 0

  await client.request({ method: 'anvil_autoImpersonateAccount', params: [true] } as never)
  await client.setAutomine(true)
  const clerk = { account: account(150) }
  for (const address of [...everyone, clerk.account.address]) {
    await client.setBalance({ address, value: parseEther('1000000') })
  }
  const token = (await deployToken({ client } as never, clerk)).address
  const tokens = [zeroAddress, token] as const
  const tokenAbi = parseAbi([
    'function mint(address to, uint256 amount)',
    'function approve(address spender, uint256 amount)',
  ])
  await client.setAutomine(false)
  let time = Number((await client.getBlock()).timestamp)

  const registry = (from: Address, functionName: string, args: readonly unknown[]): Call => ({
    from,
    to: inboxRegistry.address,
    data: encodeFunctionData({ abi: inboxRegistry.abi, functionName, args } as never),
  })
  const directory = (from: Address, functionName: string, args: readonly unknown[]): Call => ({
    from,
    to: relayRegistry.address,
    data: encodeFunctionData({ abi: relayRegistry.abi, functionName, args } as never),
  })
  const office = (from: Address, functionName: string, args: readonly unknown[], value = 0n) => ({
    from,
    to: postOffice.address,
    data: encodeFunctionData({ abi: postOffice.abi, functionName, args } as never),
    value,
  })

  /** Sends the calls and mines them as one block, some seconds later. */
  async function mine(calls: readonly Call[], later: number): Promise<void> {
    time += later
    await client.setNextBlockTimestamp({ timestamp: BigInt(time) })
    await Promise.all(
      calls.map(({ from, to, data, value = 0n }) =>
        client.request({
          method: 'eth_sendTransaction',
          params: [{ from, to, data, value: numberToHex(value), gas: numberToHex(2_000_000) }],
        } as never),
      ),
    )
    await client.mine({ blocks: 1 })
  }

  const ownerOf = (inboxId: Hex) => owners[inboxIds.indexOf(inboxId)] as Address
  /** Mostly the wallet that the inbox began with, which may have left it. */
  const walletFor = (inboxId: Hex) => (random.onceIn(8) ? random.pick(wallets) : ownerOf(inboxId))
  const recent = <Item>(items: readonly Item[]): Item | undefined => {
    if (items.length === 0) return undefined
    return random.onceIn(3) ? random.pick(items) : random.pick(items.slice(-12))
  }
  const relayOf = () => (random.onceIn(6) ? zeroAddress : random.pick(relays))

  /** Rarely one that is not registered. */
  const drawInbox = () => random.pick(random.onceIn(12) ? inboxIds : inboxIds.slice(0, 7))

  /** When the postage that is drawn now should end, by when its block will be. */
  const expiryAt = (now: number) =>
    now + random.pick([HOUR, HOUR + 60, HOUR + 90, 2 * HOUR, 2 * HOUR, 6 * HOUR, 3 * DAY, 20 * DAY])

  function drawStamp(now: number): DrawnStamp {
    const relay = relayOf()
    const stamp = {
      sender: random.pick(wallets),
      relay,
      token: random.onceIn(3) ? token : zeroAddress,
      inboxId: drawInbox(),
      letterHash: random.pick(letterHashes),
      carriage: relay === zeroAddress ? 0n : BigInt(random.pick([0, 5, 10, 10, 20, 20])),
      stake: BigInt(random.pick([100, 100, 150, 200])),
      expiresAt: expiryAt(now),
    }
    return { stamp, stampId: stampIdOf({ chainId, postOffice: postOffice.address, stamp }) }
  }

  async function drawMailing(now: number): Promise<DrawnMailing> {
    const relay = relayOf()
    const letters = Array.from({ length: random.pick([1, 2, 3, 5, 8]) }, () => ({
      inboxId: drawInbox(),
      letterHash: random.onceIn(4) ? keccak256(toHex(salt++)) : random.pick(letterHashes),
    }))
    const tree = await mailingTree(letters)
    const mailing = {
      sender: random.pick(wallets),
      relay,
      token: random.onceIn(3) ? token : zeroAddress,
      root: tree.root,
      carriage: relay === zeroAddress ? 0n : BigInt(random.pick([0, 5, 10, 10, 20, 20])),
      stake: BigInt(random.pick([50, 100, 150, 200])),
      count: letters.length,
      expiresAt: expiryAt(now),
    }
    const mailingId = mailingIdOf({ chainId, postOffice: postOffice.address, mailing })
    return { mailing, mailingId, letters, tree }
  }

  const claimOf = ({ letters, tree }: DrawnMailing, index: number) => {
    const letter = letters[index]
    if (!letter) throw new Error(`The mailing has no letter ${index}.`)
    return { index, ...letter, proof: tree.proof(index) }
  }

  type Draw = (now: number) => Call | undefined | Promise<Call | undefined>
  const onStamp =
    (by: (drawn: DrawnStamp) => Address, name: string): Draw =>
    () => {
      const drawn = recent(stamps)
      return drawn && office(by(drawn), name, [[drawn.stamp]])
    }
  const onMailing =
    (by: (drawn: DrawnMailing) => Address, name: string): Draw =>
    () => {
      const drawn = recent(mailings)
      return drawn && office(by(drawn), name, [drawn.mailing])
    }
  const draws: readonly (readonly [weight: number, draw: Draw])[] = [
    [
      34,
      (now) => {
        const drawn = drawStamp(now)
        const { stamp } = drawn
        const { sender, ...input } = stamp
        stamps.push(drawn)
        const value = stamp.token === zeroAddress ? stamp.carriage + stamp.stake : 0n
        return office(sender, 'post', [input], value)
      },
    ],
    [
      10,
      async (now) => {
        const drawn = await drawMailing(now)
        const { mailing } = drawn
        mailings.push(drawn)
        const total = BigInt(mailing.count) * (mailing.carriage + mailing.stake)
        const value = mailing.token === zeroAddress ? total : 0n
        return office(mailing.sender, 'openMailing', [mailing, 'https://mailing.example'], value)
      },
    ],
    [
      9,
      onStamp(({ stamp }) => (stamp.relay === zeroAddress ? stamp.sender : stamp.relay), 'admit'),
    ],
    [5, onStamp(({ stamp }) => walletFor(stamp.inboxId), 'collect')],
    [4, onStamp(({ stamp }) => walletFor(stamp.inboxId), 'returnToSender')],
    [3, onStamp(({ stamp }) => stamp.relay, 'collect')],
    [4, onStamp(() => random.pick(everyone), 'expire')],
    [3, onMailing(({ mailing }) => mailing.relay, 'admitMailing')],
    [2, onMailing(() => random.pick(everyone), 'closeMailing')],
    [
      4,
      () => {
        const drawn = recent(mailings)
        if (!drawn) return undefined
        const claim = claimOf(drawn, random.below(drawn.letters.length))
        return office(walletFor(claim.inboxId), 'collectMail', [drawn.mailing, [claim]])
      },
    ],
    [
      2,
      (now) => {
        const drawn = drawStamp(now)
        stamps.push(drawn)
        return office(drawn.stamp.sender, 'voidStamps', [[drawn.stamp]])
      },
    ],
    [
      2,
      async () => {
        const some = [recent(stamps), recent(stamps)].flatMap((drawn) => drawn ?? [])
        const wallet = some[0] && byAddress.get(ownerOf(some[0].stamp.inboxId))
        if (!wallet) return undefined
        const collect = random.onceIn(2)
        const signature = await wallet.signTypedData({
          domain: postOfficeDomain(chainId, postOffice.address),
          types: answerTypes,
          primaryType: 'Answer',
          message: {
            wallet: wallet.address,
            stampIds: some.map(({ stampId }) => stampId),
            collect,
          },
        })
        const args = [some.map(({ stamp }) => stamp), collect, wallet.address, signature]
        return office(random.pick(everyone), 'settleFor', args)
      },
    ],
    [
      6,
      () => {
        const inboxId = random.pick(inboxIds)
        const stake = BigInt(random.pick([100, 100, 100, 100, 150, 150, 0]))
        const window = random.pick([HOUR, HOUR, 2 * HOUR])
        const args = [inboxId, random.pick(tokens), stake, window, random.onceIn(2)]
        return office(walletFor(inboxId), 'setTerms', args)
      },
    ],
    [
      4,
      () => {
        const inboxId = random.pick(inboxIds)
        const door = random.pick([...Array<number>(10).fill(postage), closed, free])
        return office(walletFor(inboxId), 'setDoor', [inboxId, door])
      },
    ],
    [
      5,
      () => {
        const inboxId = random.pick(inboxIds)
        const subject = random.onceIn(4) ? random.pick(inboxIds) : random.pick(wallets)
        const consent = random.pick([0, 0, 0, 1, 1, 2])
        return office(walletFor(inboxId), 'setConsents', [inboxId, [subjectOf(subject)], [consent]])
      },
    ],
    [
      4,
      () => {
        const amount = BigInt(random.pick([5, 10, 10, 20]))
        const args = [random.pick(tokens), amount, !random.onceIn(5)]
        return directory(random.pick(relays.slice(0, 3)), 'setCarriage', args)
      },
    ],
    [2, () => directory(random.pick(relays.slice(0, 3)), 'setActive', [!random.onceIn(3)])],
    [
      2,
      async () => {
        const inboxId = random.pick(inboxIds)
        // Mostly the one that it began with: inboxes that all wallets have left stay as they are.
        const own = people[inboxIds.indexOf(inboxId)]
        const joining = own && !random.onceIn(3) ? own : random.pick(people)
        const wallet = joining.address
        const deadline = 2n ** 40n
        const { abi, address } = inboxRegistry
        const nonce = await client.readContract({
          abi,
          address,
          functionName: 'nonces',
          args: [wallet],
        })
        const signature = await joining.signTypedData({
          domain: inboxRegistryDomain(chainId, address),
          types: linkWalletTypes,
          primaryType: 'LinkWallet',
          message: { inboxId, wallet, nonce, deadline },
        })
        return registry(ownerOf(inboxId), 'linkWallet', [inboxId, wallet, deadline, signature])
      },
    ],
    [
      1,
      () => {
        const inboxId = random.pick(inboxIds)
        const wallet = random.onceIn(4) ? ownerOf(inboxId) : random.pick(wallets)
        return registry(ownerOf(inboxId), 'unlinkWallet', [inboxId, wallet])
      },
    ],
    [
      1,
      () => {
        const inboxId = random.pick(inboxIds)
        const payout = random.pick([zeroAddress, ...wallets])
        return office(ownerOf(inboxId), 'setPayout', [inboxId, payout])
      },
    ],
    [1, () => registry(random.pick(owners.slice(0, -1)), 'register', [0n, zeroAddress, []])],
  ]
  const bag = draws.flatMap(([weight, draw]) => Array<Draw>(weight).fill(draw))

  const setUp = [
    ...owners.slice(0, 7).map((wallet) => registry(wallet, 'register', [0n, zeroAddress, []])),
    ...relays
      .slice(0, 3)
      .map((relay) => directory(relay, 'register', [relay, 'https://r.example'])),
    ...wallets.flatMap((wallet) => [
      {
        from: wallet,
        to: token,
        data: encodeFunctionData({
          abi: tokenAbi,
          functionName: 'mint',
          args: [wallet, 10n ** 12n],
        }),
      },
      {
        from: wallet,
        to: token,
        data: encodeFunctionData({
          abi: tokenAbi,
          functionName: 'approve',
          args: [postOffice.address, 10n ** 12n],
        }),
      },
    ]),
  ]
  await mine(setUp, 1)
  await mine(
    [
      ...inboxIds
        .slice(0, 7)
        .flatMap((inboxId) =>
          tokens.map((each) =>
            office(ownerOf(inboxId), 'setTerms', [inboxId, each, 100n, HOUR, false]),
          ),
        ),
      ...relays
        .slice(0, 3)
        .flatMap((relay) =>
          tokens.map((each) => directory(relay, 'setCarriage', [each, 10n, true])),
        ),
    ],
    1,
  )

  return {
    wallets,
    relays,
    inboxIds,
    letterHashes,
    tokens,
    stamps,
    mailings,
    claimOf,
    /** Unix seconds of the newest block. */
    time: () => time,
    /** Plays one more block. */
    async block(): Promise<void> {
      const later = random.onceIn(25)
        ? random.pick([HOUR, 3 * HOUR, DAY])
        : 1 + random.below(random.onceIn(3) ? 300 : 30)
      const calls: Call[] = []
      for (let left = 4 + random.below(12); left > 0; left--) {
        const drawn = await random.pick(bag)(time + later)
        if (drawn) calls.push(drawn)
      }
      await mine(calls, later)
    },
  }
}
