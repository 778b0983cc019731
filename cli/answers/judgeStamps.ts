import type { GetStampStatusReturnType } from '@pennypost/sdk'
import { getStampStatuses } from '@pennypost/sdk'
import type { Context } from '../context.ts'
import type { PassedOver } from './passedOver.ts'
import type { PostedStamp } from './postedStamp.ts'
import type { StampAct } from './stampAct.ts'
import type { Circumstances } from './whyNot.ts'
import { whyNot } from './whyNot.ts'

/** A stamp about which something can be done. */
export type ReadyStamp = PostedStamp & { isCarriagePaid: boolean }

export type JudgedStamps = { ready: readonly ReadyStamp[]; passedOver: readonly PassedOver[] }

/** Asks the chain which of some stamps an act would do something about, and why not about the others. Each stamp counts once. */
export async function judgeStamps(
  context: Context,
  act: StampAct,
  stamps: readonly PostedStamp[],
  circumstances: Circumstances,
): Promise<JudgedStamps> {
  const { client, contracts } = await context.chain()
  const distinct = [...new Map(stamps.map((one) => [one.stampId, one])).values()]
  const stampIds = distinct.map(({ stampId }) => stampId)
  const statuses = await getStampStatuses(client, { stampIds, contracts })
  const ready: ReadyStamp[] = []
  const passedOver: PassedOver[] = []
  for (const [index, posted] of distinct.entries()) {
    const found = statuses[index] as GetStampStatusReturnType
    const why = whyNot(act, posted.stamp, found, circumstances)
    if (why) passedOver.push({ stampId: posted.stampId, ...why })
    else ready.push({ ...posted, isCarriagePaid: found.carriagePaid })
  }
  return { ready, passedOver }
}
