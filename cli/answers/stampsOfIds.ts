import { ApiProblemError } from '@pennypost/sdk'
import type { Hex } from 'viem'
import type { Context } from '../context.ts'
import { fromApi } from './fromApi.ts'
import type { PassedOver } from './passedOver.ts'
import type { PostedStamp } from './postedStamp.ts'

/** So many are asked for at once. */
const atOnce = 8

/** The whole stamps of ids, of which the contract has only hashes: from the API, each held against its id. */
export async function stampsOfIds(
  context: Context,
  stampIds: readonly Hex[],
): Promise<{ found: readonly PostedStamp[]; missing: readonly PassedOver[] }> {
  const found: PostedStamp[] = []
  const missing: PassedOver[] = []
  for (let at = 0; at < stampIds.length; at += atOnce) {
    const some = stampIds.slice(at, at + atOnce).map((stampId) => stampOfId(context, stampId))
    for (const one of await Promise.all(some)) {
      if ('reason' in one) missing.push(one)
      else found.push(one)
    }
  }
  return { found, missing }
}

async function stampOfId(context: Context, stampId: Hex): Promise<PostedStamp | PassedOver> {
  const api = await context.api()
  try {
    const { stamp } = await api.getStamp({ stampId })
    if (stamp.status !== 'voided') return await fromApi(context, stamp)
    return { stampId, reason: 'voided', text: 'its sender called it off before it was posted' }
  } catch (error) {
    if (!(error instanceof ApiProblemError) || error.code !== 'stamp_not_found') throw error
    const text =
      'the API knows no such stamp. If it was posted just now, try again in a moment; or give the whole of it with --stamp'
    return { stampId, reason: 'not_known', text }
  }
}
