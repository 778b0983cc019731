import type { EncryptionKey } from '@pennypost/sdk/letters'
import { encryptionKeysOf as keysOf } from '@pennypost/sdk/mailings'
import type { Hex } from 'viem'
import type { Context } from '../context.ts'
import { tellingWaits } from '../whenServed.ts'

/** Requests at a time: what an API takes from one client without slowing others. */
const atOnce = 8

/**
 * The keys to seal for, of each inbox, as the API lists them and the chain says that they are active.
 *
 * @param onProgress - Called with how many inboxes were asked.
 * @returns An empty list for an inbox that has none, or that the API does not know yet.
 */
export async function encryptionKeysOf(
  context: Context,
  inboxIds: readonly Hex[],
  onProgress: (done: number) => void,
): Promise<ReadonlyMap<Hex, readonly EncryptionKey[]>> {
  // Then the API need not even be there.
  if (inboxIds.length === 0) return new Map()
  const { client, contracts } = await context.chain()
  const api = await context.api()
  return await tellingWaits(context, (onWait) =>
    keysOf(client, { api, inboxIds, contracts, atOnce, onProgress, onWait }),
  )
}
