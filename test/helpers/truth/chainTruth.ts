import type { Address, Hex } from 'viem'
import {
  decodeFunctionResult,
  encodeFunctionData,
  getAddress,
  hexToBigInt,
  numberToHex,
  zeroAddress,
} from 'viem'
import type { Rig } from '../faults/rig.ts'
import { mappingSlot } from '../storageProof.ts'
import type { DrawnMailing, DrawnStamp, Play } from './play.ts'

/** What the chain itself says of some postage at a block. */
export type Collecting = {
  /** Whether it was pending, and a wallet of its inbox could take the stake into the inbox's payout. */
  works: boolean
  /** Whether its relay could admit it; undefined where it names none, or there is nothing to admit any more. */
  admits?: boolean | undefined
}

export type Truth = Awaited<ReturnType<typeof openTruth>>

/** Of the mapping from wallets to inboxes in InboxRegistry: docs/storage.md. */
const INBOX_OF_SLOT = 4
const somebody = getAddress('0x00000000000000000000000000000000005ebd1e')
const [none, open, admitted, collected] = [0, 1, 2, 3]

/** Asks the chain at its newest block, by eth_call with the clock of that block, in bulk. */
export async function openTruth(rig: Rig, play: Play) {
  const { client, contracts } = rig
  const { inboxRegistry, postOffice } = contracts
  const block = await client.getBlock()
  const at = numberToHex(block.number)
  const clock = { time: numberToHex(block.timestamp) }

  const encode = (functionName: string, args: readonly unknown[]) =>
    encodeFunctionData({ abi: postOffice.abi, functionName, args } as never)
  const decode = (functionName: string, data: Hex) =>
    decodeFunctionResult({ abi: postOffice.abi, functionName, data } as never) as unknown

  /** What a contract returns; undefined where it reverts. */
  const call = async (to: Address, data: Hex, from: Address, state: object = {}) => {
    try {
      const params = [{ from, to, data, gas: numberToHex(20_000_000) }, at, state, clock]
      return (await client.request({ method: 'eth_call', params } as never)) as Hex
    } catch (error) {
      if (/revert/i.test((error as Error).message)) return undefined
      throw error
    }
  }
  const view = async <T>(functionName: string, args: readonly unknown[]) => {
    const data = await call(postOffice.address, encode(functionName, args), zeroAddress)
    if (data === undefined) throw new Error(`${functionName} reverted`)
    return decode(functionName, data) as T
  }
  /** What several functions return, called one after the other by one account; undefined where any reverts. */
  const sequence = async (
    from: Address,
    calls: readonly (readonly [name: string, args: readonly unknown[]])[],
    state?: object,
  ) => {
    const data = encode('multicall', [calls.map(([name, args]) => encode(name, args))])
    const returned = await call(postOffice.address, data, from, state)
    if (returned === undefined) return undefined
    const results = decode('multicall', returned) as Hex[]
    return results.map((result, place) => {
      const name = calls[place]?.[0] as string
      return result === '0x' ? undefined : decode(name, result)
    })
  }

  const links = await Promise.all(
    play.wallets.map(async (wallet) => {
      const data = encodeFunctionData({
        abi: inboxRegistry.abi,
        functionName: 'inboxOf',
        args: [wallet],
      })
      return [wallet, (await call(inboxRegistry.address, data, zeroAddress)) as Hex] as const
    }),
  )
  const walletsOf = (inboxId: Hex) =>
    links.filter(([, linked]) => linked === inboxId).map(([wallet]) => wallet)
  const payouts = new Map(
    await Promise.all(
      play.inboxIds.map(
        async (inboxId) => [inboxId, await view<Address>('payoutOf', [inboxId])] as const,
      ),
    ),
  )

  /**
   * Who may collect for an inbox: a wallet of it; where it has none, one that its recovery links, as it may at any moment.
   */
  function collectorOf(inboxId: Hex): { from: Address; state?: object } {
    const [wallet] = walletsOf(inboxId)
    if (wallet) return { from: wallet }
    const slot = mappingSlot(INBOX_OF_SLOT, somebody)
    return {
      from: somebody,
      state: { [inboxRegistry.address]: { stateDiff: { [slot]: inboxId } } },
    }
  }

  const statusOf = (word: unknown) => (word as readonly [number])[0]

  return {
    block,
    walletsOf,
    inboxOf: (wallet: Address) =>
      links.find(([linked]) => linked === getAddress(wallet))?.[1] ?? `0x${'0'.repeat(64)}`,

    /** Whether the inbox is registered, its door, and whether it accepts any token. */
    async inbox(inboxId: Hex) {
      const data = encodeFunctionData({
        abi: inboxRegistry.abi,
        functionName: 'inbox',
        args: [inboxId],
      })
      const word = (await call(inboxRegistry.address, data, zeroAddress)) as Hex
      const [door] = await view<[number]>('doorOf', [inboxId])
      const terms = await Promise.all(
        play.tokens.map((token) => view<[bigint]>('terms', [inboxId, token])),
      )
      return {
        registered: hexToBigInt(`0x${word.slice(2, 66)}`) !== 0n,
        door: (['free', 'postage', 'closed'] as const)[door],
        acceptsAny: terms.some(([stake]) => stake > 0n),
      }
    },

    /** 0 none, 1 allowed, 2 denied. */
    consent: async (inboxId: Hex, subject: Hex) =>
      (await view<[number]>('consentOf', [inboxId, subject]))[0],

    stampExists: async ({ stampId }: DrawnStamp) => {
      const status = statusOf(await view('stampStatus', [stampId]))
      return status !== none && status !== 6
    },

    async collectStamp({ stamp, stampId }: DrawnStamp): Promise<Collecting> {
      const { from, state } = collectorOf(stamp.inboxId)
      const id = BigInt(stamp.token)
      const payout = payouts.get(stamp.inboxId)
      const balance = ['balanceOf', [payout, id]] as const
      const status = ['stampStatus', [stampId]] as const
      const paid = stamp.relay === payout ? stamp.carriage : 0n
      const results = await sequence(
        from,
        [status, balance, ['collect', [[stamp]]], status, balance],
        state,
      )
      const before = results && statusOf(results[0])
      const gained = results && (results[4] as bigint) - (results[1] as bigint)
      const works =
        (before === open || before === admitted) &&
        statusOf(results?.[3]) === collected &&
        (gained === stamp.stake || gained === stamp.stake + paid)
      if (stamp.relay === zeroAddress || before !== open) return { works }
      const admitting = await sequence(stamp.relay, [['admit', [[stamp]]], status])
      return { works, admits: admitting !== undefined && statusOf(admitting[1]) === admitted }
    },

    async collectMail(
      drawn: DrawnMailing,
      claim: { index: number; inboxId: Hex; letterHash: Hex; proof: readonly Hex[] },
    ): Promise<Collecting> {
      const { mailing, mailingId } = drawn
      const { from, state } = collectorOf(claim.inboxId)
      const payout = payouts.get(claim.inboxId)
      const balance = ['balanceOf', [payout, BigInt(mailing.token)]] as const
      const isCollected = ['isMailCollected', [mailingId, claim.index]] as const
      const results = await sequence(
        from,
        [isCollected, balance, ['collectMail', [mailing, [claim]]], isCollected, balance],
        state,
      )
      const works =
        results !== undefined &&
        results[0] === false &&
        results[3] === true &&
        (results[4] as bigint) - (results[1] as bigint) === mailing.stake
      const status = statusOf(await view('mailing', [mailingId]))
      if (mailing.relay === zeroAddress || status !== 1) return { works }
      const admitting = await sequence(mailing.relay, [['admitMailing', [mailing]]])
      return { works, admits: admitting !== undefined }
    },
  }
}
