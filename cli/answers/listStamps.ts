import { iterate } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import type { Context } from '../context.ts'
import { fromApi } from './fromApi.ts'
import type { PostedStamp } from './postedStamp.ts'

/** Every stamp to an inbox that has no outcome yet, those that are late included, as the API has them. */
export async function stampsToInbox(context: Context, inboxId: Hex): Promise<PostedStamp[]> {
  const api = await context.api()
  const stamps: PostedStamp[] = []
  for (const status of ['open', 'admitted'] as const) {
    for await (const stamp of iterate(api.listInboxStamps, { inboxId, status }))
      stamps.push(await fromApi(context, stamp))
  }
  return stamps
}

/** Every stamp that an account has paid for and that nobody answered in time, as the API has them. */
export async function overdueStampsOf(context: Context, sender: Address): Promise<PostedStamp[]> {
  const api = await context.api()
  const stamps: PostedStamp[] = []
  for await (const stamp of iterate(api.listSenderStamps, { address: sender, canExpire: true }))
    stamps.push(await fromApi(context, stamp))
  return stamps
}
