import type { Address, Hex } from 'viem'
import { encodeFunctionData, keccak256, numberToHex, parseEther, toHex, zeroAddress } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import type { Stamp } from '../../../protocol/eip712/postOffice.ts'
import { inboxIdOf, stampIdOf } from '../../../protocol/ids.ts'
import { mnemonic } from '../../../scripts/seed/world.ts'
import type { Random } from '../seed.ts'
import type { Rig } from './rig.ts'

const HOUR = 3_600

export type Letter = { stamp: Stamp; stampId: Hex }
export type Call = { from: Address; to: Address; data: Hex; value?: bigint }

/** What the API has to say of a letter whose stamp is in a status: none, open, admitted, collected, returned, expired. */
const reasonOf = [
  ...['postage_required', 'paid', 'paid', 'already_settled', 'already_settled', 'expired'],
] as const

/** What was true at a block, and from when to when the block was part of the chain, in milliseconds since 1970. */
export type Page = {
  number: number
  /** Reasons by letter hash; a letter that was not yet thought of has none. */
  reasons: ReadonlyMap<Hex, string>
  since: number
  until: number
}

export type Chronicle = Awaited<ReturnType<typeof openChronicle>>

/**
 * Writes down what is true in every block of the chain, also of those that a reorg takes back: one inbox that asks for
 * postage, one relay, and the letters to it. Everything that happens on the chain happens through it.
 */
export async function openChronicle({ client, contracts, chainId }: Rig) {
  const { inboxRegistry, relayRegistry, postOffice } = contracts
  const account = (index: number) =>
    mnemonicToAccount(mnemonic, { addressIndex: 300 + index }).address
  const [recipient, relay] = [account(0), account(1)]
  const senders = [2, 3, 4, 5].map(account)
  const inboxId = inboxIdOf(recipient, 0n)
  const letters: Letter[] = []
  /** Those of them that anybody may answer. */
  const busy: Letter[] = []
  const pages = new Map<Hex, Page>()
  /** Hashes of the chain as it is now, by number. */
  const chain = new Map<number, Hex>()
  let last: Promise<unknown> = Promise.resolve()
  let count = 0

  await client.request({ method: 'anvil_autoImpersonateAccount', params: [true] } as never)
  for (const address of [recipient, relay, ...senders]) {
    await client.setBalance({ address, value: parseEther('1000000') })
  }
  await client.setAutomine(false)
  let time = Number((await client.getBlock()).timestamp)

  const call =
    (contract: { address: Address; abi: unknown }) =>
    (from: Address, functionName: string, args: readonly unknown[], value = 0n): Call => ({
      from,
      to: contract.address,
      data: encodeFunctionData({ abi: contract.abi, functionName, args } as never),
      value,
    })
  const office = call(postOffice)

  /** One thing at a time: a reorg does not come between the parts of a block. */
  function alone<T>(act: () => Promise<T>): Promise<T> {
    const done = last.then(act, act)
    last = done.catch(() => undefined)
    return done
  }

  async function mine(calls: readonly Call[], later: number): Promise<void> {
    time += later
    for (const { from, to, data, value = 0n } of calls) {
      const transaction = { from, to, data, value: numberToHex(value), gas: numberToHex(1_000_000) }
      await client.request({ method: 'eth_sendTransaction', params: [transaction] } as never)
    }
    await client.setNextBlockTimestamp({ timestamp: BigInt(time) })
    await client.mine({ blocks: 1 })
    await write()
  }

  async function write(): Promise<void> {
    const block = await client.getBlock()
    const words = await Promise.all(
      letters.map(({ stampId }) =>
        client.readContract({
          address: postOffice.address,
          abi: postOffice.abi,
          functionName: 'stampStatus',
          args: [stampId],
        }),
      ),
    )
    const reasons = words.map(
      ([status], place) => [(letters[place] as Letter).stamp.letterHash, reasonOf[status]] as const,
    )
    const number = Number(block.number)
    chain.set(number, block.hash)
    pages.set(block.hash, {
      number,
      reasons: new Map(reasons as [Hex, string][]),
      since: Date.now(),
      until: Number.POSITIVE_INFINITY,
    })
  }

  const chronicle = {
    inboxId,
    recipient,
    relay,
    senders,
    letters,
    pages,
    head: () => Math.max(...chain.keys()),
    time: () => time,

    /** Draws up a stamp that nobody has posted yet. */
    draw(lifetime = 500 * HOUR): Letter {
      count += 1
      const stamp = {
        sender: senders[count % senders.length] as Address,
        relay,
        token: zeroAddress,
        inboxId,
        letterHash: keccak256(toHex(`chronicle ${count}`)),
        carriage: 10n,
        stake: 100n,
        expiresAt: time + lifetime,
      }
      const stampId = stampIdOf({ chainId, postOffice: postOffice.address, stamp })
      const letter = { stamp, stampId }
      letters.push(letter)
      return letter
    },
    post({ stamp: { sender, ...input } }: Letter): Call {
      return office(sender, 'post', [input], input.carriage + input.stake)
    },
    admit: ({ stamp }: Letter) => office(relay, 'admit', [[stamp]]),
    collect: ({ stamp }: Letter) => office(recipient, 'collect', [[stamp]]),
    returnToSender: ({ stamp }: Letter) => office(recipient, 'returnToSender', [[stamp]]),
    expire: ({ stamp }: Letter) => office(relay, 'expire', [[stamp]]),
    registry: call(inboxRegistry),
    directory: call(relayRegistry),
    office,

    /** Mines the calls as one block, some seconds after the last. */
    block: (calls: readonly Call[] = [], later = 2) => alone(() => mine(calls, later)),

    /** Takes the newest blocks back and mines others in their place, in one go. */
    reorg: (depth: number, blocks: readonly (readonly Call[])[], later = 3) =>
      alone(async () => {
        const height = chronicle.head()
        await client.request({ method: 'anvil_rollback', params: [depth] } as never)
        for (let number = height; number > height - depth; number--) {
          const page = pages.get(chain.get(number) as Hex)
          if (page) page.until = Date.now()
          chain.delete(number)
        }
        // The clock does not go back, so that no block comes a second time.
        for (const calls of blocks) await mine(calls, later)
      }),

    /** A block as people make them: some post, some answer. */
    async busyBlock(random: Random): Promise<void> {
      const drawn = [chronicle.draw(), chronicle.draw()]
      busy.push(...drawn)
      const call = () => {
        const some = random.pick(busy.slice(-30))
        return random.pick([chronicle.admit, chronicle.collect, chronicle.returnToSender])(some)
      }
      const calls = drawn.map((letter) => chronicle.post(letter))
      for (let left = random.below(3); left > 0; left--) calls.push(call())
      await chronicle.block(calls, 1 + random.below(20))
    },

    /** What to ask of a letter. */
    question: ({ stamp }: Letter) => ({
      inboxId,
      sender: stamp.sender,
      letterHash: stamp.letterHash,
      relay,
      minSecondsLeft: 0,
    }),
  }
  await chronicle.block([
    // All in one block: there is none in which the inbox has no terms yet, and so a free door.
    chronicle.registry(recipient, 'register', [0n, zeroAddress, []]),
    chronicle.directory(relay, 'register', [relay, 'https://relay.example']),
    office(recipient, 'setTerms', [inboxId, zeroAddress, 100n, HOUR, false]),
    chronicle.directory(relay, 'setCarriage', [zeroAddress, 10n, true]),
  ])
  return chronicle
}
