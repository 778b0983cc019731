import type { Contracts } from '@pennypost/sdk'
import { abis, getPayout } from '@pennypost/sdk'
import type { Address, Hex, TransactionReceipt } from 'viem'
import { isAddressEqual, parseEventLogs } from 'viem'
import type { Context } from '../context.ts'
import type { Credit } from './credits.ts'
import type { ReadyStamp } from './judgeStamps.ts'
import type { StampAct } from './stampAct.ts'

/** A stamp with who is credited what by an act. */
export type SettledStamp = ReadyStamp & {
  /** Null: nobody. */
  stakeTo: Address | null
  /** Null: nobody, now; it may have been paid before. */
  carriageTo: Address | null
}

/** What an act would bring, by the payouts that inboxes have now. */
export async function expectedOf(
  context: Context,
  act: StampAct,
  ready: readonly ReadyStamp[],
): Promise<readonly SettledStamp[]> {
  const inboxIds = act === 'collect' ? ready.map(({ stamp }) => stamp.inboxId) : []
  const payouts = await payoutsOf(context, inboxIds)
  return ready.map((one) => settled(act, one, payouts.get(one.stamp.inboxId)))
}

/** What an act has brought, as the contract has told: those of the stamps that are in the receipts. */
export function broughtOf(
  { PostOffice }: Contracts,
  act: StampAct,
  ready: readonly ReadyStamp[],
  receipts: readonly TransactionReceipt[],
): readonly SettledStamp[] {
  const payouts = new Map<Hex, Address | undefined>()
  for (const { eventName, args } of postOfficeEvents(PostOffice, receipts)) {
    if (eventName === 'StampCollected') payouts.set(args.stampId, args.payout)
    else if (settling.has(eventName)) payouts.set((args as { stampId: Hex }).stampId, undefined)
  }
  return ready
    .filter(({ stampId }) => payouts.has(stampId))
    .map((one) => settled(act, one, payouts.get(one.stampId)))
}

const settling = new Set<string>(['StampReturned', 'StampExpired', 'StampAdmitted'])

/** What the PostOffice has told in some transactions. */
export function postOfficeEvents(
  postOffice: Address,
  receipts: readonly Pick<TransactionReceipt, 'logs'>[],
) {
  const logs = receipts
    .flatMap((receipt) => receipt.logs)
    .filter(({ address }) => isAddressEqual(address, postOffice))
  return parseEventLogs({ abi: abis.PostOffice, logs })
}

/** Who gets what of stamps. */
export function creditsOf(stamps: readonly SettledStamp[]): readonly Credit[] {
  return stamps.flatMap(({ stamp: { token, stake, carriage }, stakeTo, carriageTo }): Credit[] => [
    ...(stakeTo ? [{ account: stakeTo, token, amount: stake, part: 'stake' } as const] : []),
    ...(carriageTo
      ? [{ account: carriageTo, token, amount: carriage, part: 'carriage' } as const]
      : []),
  ])
}

/** Where the stakes of inboxes are credited now. */
export async function payoutsOf(
  context: Context,
  inboxIds: readonly Hex[],
): Promise<ReadonlyMap<Hex, Address>> {
  const { client, contracts } = await context.chain()
  const asked = [...new Set(inboxIds)].map(
    async (inboxId) => [inboxId, await getPayout(client, { inboxId, contracts })] as const,
  )
  return new Map(await Promise.all(asked))
}

function settled(act: StampAct, one: ReadyStamp, payout: Address | undefined): SettledStamp {
  const { sender, relay, carriage } = one.stamp
  const isDue = !one.isCarriagePaid && carriage > 0n
  return {
    ...one,
    stakeTo: act === 'admit' ? null : act === 'collect' ? (payout ?? null) : sender,
    carriageTo: !isDue ? null : act === 'expire' ? sender : relay,
  }
}
