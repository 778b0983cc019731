import type { ApiAnswer } from '@pennypost/sdk'
import { ApiProblemError, activeEncryptionKeys, keyIdOf } from '@pennypost/sdk'
import type { EncryptionKey } from '@pennypost/sdk/letters'
import type { Hex } from 'viem'
import type { Context } from '../context.ts'
import { whenServed } from '../whenServed.ts'
import { inParallel } from './inParallel.ts'
import { readBatch } from './readBatch.ts'

/** Requests at a time: what an API takes from one client without slowing others. */
const atOnce = 8

type ApiInbox = ApiAnswer<'getInbox'>['inbox']

/**
 * The keys to seal for, of each inbox: the API lists them, and the chain is asked whether they are active, so that no API can slip in a key
 * of its own.
 *
 * @param onProgress - Called with how many inboxes were asked.
 * @returns An empty list for an inbox that has none, or that the API does not know yet.
 */
export async function encryptionKeysOf(
  context: Context,
  inboxIds: readonly Hex[],
  onProgress: (done: number) => void,
): Promise<ReadonlyMap<Hex, readonly EncryptionKey[]>> {
  if (inboxIds.length === 0) return new Map()
  let done = 0
  const listed = await inParallel(inboxIds, atOnce, async (inboxId) => {
    const inbox = await inboxOf(context, inboxId)
    done += 1
    onProgress(done)
    const keys = inbox ? activeEncryptionKeys(inbox as never) : []
    return keys.map((key) => ({ inboxId, key }))
  })
  const all = listed.flat()
  const active = await readBatch(await context.chain(), {
    ...{ contract: 'InboxRegistry', functionName: 'isActiveKey' },
    args: all.map(({ inboxId, key }) => [inboxId, keyIdOf(key.kind, key.publicKey)]),
  })
  const keys = new Map<Hex, EncryptionKey[]>(inboxIds.map((inboxId) => [inboxId, []]))
  for (const [index, { inboxId, key }] of all.entries())
    if (active[index] === true) keys.get(inboxId)?.push(key)
  return keys
}

/** Undefined: not indexed yet. */
async function inboxOf(context: Context, inboxId: Hex): Promise<ApiInbox | undefined> {
  const api = await context.api()
  try {
    return (await whenServed(context, () => api.getInbox({ inboxId }))).inbox
  } catch (error) {
    if (error instanceof ApiProblemError && error.code === 'inbox_not_found') return undefined
    throw error
  }
}
