import type { Address, Hex } from 'viem'
import { zeroAddress } from 'viem'
import type { MovementCause } from '../../protocol/wire/movement.ts'
import { maxMovementStamps } from '../../protocol/wire/movement.ts'
import type { MovementRow, PostageEvent } from '../queries/movements.ts'

/** What a movement into or out of the escrow was for. */
export type Cause = {
  cause: MovementCause
  /** The last one first. */
  stampIds?: Hex[]
  hasMoreStamps?: true
  mailingId?: Hex
  letters?: number
}

type Share = 'stake' | 'carriage'

/**
 * Tells from the events before a transfer in its transaction what it was for. It rests on the order in which the PostOffice
 * emits, in which nothing of another contract comes between:
 *
 * - postage: `StampPosted` of each stamp, or `MailingOpened`; an `Approval` if an allowance was spent; the transfer.
 * - a settling call: an event for each stamp; what goes to one account in one token in a row is credited at once, before the
 *   event of the first stamp that is not part of it, or at the end. At the end stakes come before carriage, else after.
 *
 * So the stamps of a credit are the last ones that give something to its account, as many as make up its amount.
 *
 * @returns undefined where nothing explains it, which the contracts do not make.
 */
export function causeOf(row: MovementRow): Cause | undefined {
  const [nearest] = row.events
  if (!nearest) return undefined
  if (nearest.step === 'posted' || nearest.step === 'opened') return ofPosting(row, nearest)
  if (row.from !== zeroAddress) return undefined
  if (nearest.of === 'mailing') {
    const cause = nearest.step === 'admitted' ? 'carriage' : 'refund'
    return { cause, mailingId: nearest.id }
  }
  if (nearest.of === 'mail') {
    // Safety: a mailing without a stake is never opened.
    const letters = Number(BigInt(row.amount) / (BigInt(nearest.stake) || 1n))
    return { cause: 'stake', mailingId: nearest.id, letters }
  }
  return ofSettling(row, nearest)
}

function ofPosting(row: MovementRow, nearest: PostageEvent): Cause {
  const cause = row.to === zeroAddress ? 'postage' : 'surplus'
  if (nearest.step === 'opened') return { cause, mailingId: nearest.id }
  const other = row.events.findIndex(
    ({ step, sender, token, logIndex }, i) =>
      step !== 'posted' ||
      sender !== nearest.sender ||
      token !== nearest.token ||
      logIndex !== nearest.logIndex - i,
  )
  const run = row.events.slice(0, other === -1 ? undefined : other)
  return toCause(cause, run, run.length < maxMovementStamps)
}

function ofSettling(row: MovementRow, nearest: PostageEvent): Cause | undefined {
  const stake = { share: 'stake', ...gather(row, 'stake') } as const
  const carriage = { share: 'carriage', ...gather(row, 'carriage') } as const
  // Where both make up the amount, one account has stake and carriage of it: it is credited with the stake first.
  const isFirst = nearest.logIndex === row.logIndex - 1
  const order = isFirst ? [stake, carriage] : [carriage, stake]
  const fitting = order.find(({ isWhole }) => isWhole) ?? order.find(({ run }) => run.length > 0)
  if (!fitting) return undefined
  const cause =
    fitting.share === 'carriage'
      ? 'carriage'
      : fitting.run[0]?.step === 'collected'
        ? 'stake'
        : 'refund'
  return toCause(cause, fitting.run, fitting.isWhole)
}

/** The last stamps that give the account this share of theirs, up to the amount. */
function gather(row: MovementRow, share: Share): { run: PostageEvent[]; isWhole: boolean } {
  const amount = BigInt(row.amount)
  const run: PostageEvent[] = []
  let sum = 0n
  for (const event of row.events) {
    if (event.of !== 'stamp' || event.step === 'posted') break
    if (recipientOf(event, share) !== row.to || event.token !== row.token) continue
    const part = BigInt(event[share])
    if (part === 0n) continue
    if (sum + part > amount) break
    run.push(event)
    sum += part
    if (sum === amount) return { run, isWhole: true }
  }
  return { run, isWhole: false }
}

function recipientOf(event: PostageEvent, share: Share): Address | null {
  return share === 'stake' ? event.stakeTo : event.carriageTo
}

function toCause(cause: MovementCause, run: readonly PostageEvent[], isWhole: boolean): Cause {
  const stampIds = run.map(({ id }) => id)
  return { cause, stampIds, ...(!isWhole && { hasMoreStamps: true }) }
}
