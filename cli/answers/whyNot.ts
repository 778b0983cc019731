import type { GetStampStatusReturnType, Stamp } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import { isAddressEqual } from 'viem'
import { timeText } from '../print/timeText.ts'
import type { PassedOver } from './passedOver.ts'
import type { StampAct } from './stampAct.ts'
import { stampActs } from './stampAct.ts'

/** Who is about to act, and when. */
export type Circumstances = {
  account: Address
  /** That the account is a wallet of, if any. */
  inboxId: Hex | undefined
  /** Time of the newest block, Unix seconds: no later one comes before it. */
  blockTime: number
  /** The same by the clock, or the newest block's if that is later. */
  now: number
}

type Why = Pick<PassedOver, 'reason' | 'text'>

/** Why an act would be refused, or do nothing, about a stamp as it is on the chain now; undefined: it would be done. */
export function whyNot(
  act: StampAct,
  stamp: Stamp,
  found: GetStampStatusReturnType,
  circumstances: Circumstances,
): Why | undefined {
  return (
    notPosted(found) ??
    notYours(act, stamp, found, circumstances) ??
    notPending(act, found) ??
    (act === 'expire' ? notDue(stamp, circumstances) : late(stamp, circumstances))
  )
}

function notPosted({ status }: GetStampStatusReturnType): Why | undefined {
  if (status === 'none')
    return {
      reason: 'not_posted',
      text: 'it is not on the chain: it was never posted there, or is not mined yet',
    }
  if (status === 'voided')
    return { reason: 'voided', text: 'its sender called it off before it was posted' }
  return undefined
}

function notPending(
  act: StampAct,
  { status, carriagePaid, settledAt }: GetStampStatusReturnType,
): Why | undefined {
  const isPaid = carriagePaid || status === 'collected' || status === 'returned'
  if (act === 'admit' && isPaid)
    return { reason: 'already', text: 'its carriage is the relay’s already' }
  if (status === 'open' || status === 'admitted') return undefined
  const outcome = `it ${status === 'expired' ? 'expired' : `was ${status}`} at ${timeText(settledAt)}`
  if (status === stampActs[act].outcome) return { reason: 'already', text: outcome }
  return { reason: 'answered', text: `${outcome}, which is final` }
}

function late({ expiresAt }: Stamp, { blockTime }: Circumstances): Why | undefined {
  if (blockTime < expiresAt) return undefined
  return {
    reason: 'late',
    text: `its time to answer ended at ${timeText(expiresAt)}; the stake is the sender’s to have back`,
  }
}

function notDue({ expiresAt }: Stamp, { now }: Circumstances): Why | undefined {
  if (now >= expiresAt) return undefined
  return { reason: 'not_due', text: `its recipient may answer until ${timeText(expiresAt)}` }
}

function notYours(
  act: StampAct,
  { inboxId, relay }: Stamp,
  { relayMayCollect }: GetStampStatusReturnType,
  { account, ...own }: Circumstances,
): Why | undefined {
  if (act === 'expire') return undefined
  const isRelay = isAddressEqual(relay, account)
  if (act === 'admit')
    return isRelay ? undefined : { reason: 'not_yours', text: `its relay is ${relay}` }
  if (inboxId === own.inboxId) return undefined
  if (act === 'collect' && isRelay && relayMayCollect) return undefined
  return {
    reason: 'not_yours',
    text: `it is for inbox ${inboxId}, of which ${account} is no wallet`,
  }
}
