import { ApiProblemError, activeEncryptionKeys, keyIdOf } from '@pennypost/sdk'
import type { EncryptionKey } from '@pennypost/sdk/letters'
import type { Hex } from 'viem'
import { inParallel } from './inParallel.ts'
import type { MailingContext, OnProgress } from './MailingContext.ts'
import { readBatch } from './readBatch.ts'
import { whenServed } from './whenServed.ts'

/** Requests at a time: what an API takes from one client without slowing others. */
const atOnce = 6

/**
 * The keys to seal for, of each inbox: the API lists them, and the chain is asked whether they are active, so that no API can slip in a
 * key of its own.
 *
 * @returns An empty list for an inbox that has none, or that the API does not know yet.
 */
export async function readKeys(
  context: MailingContext,
  inboxIds: readonly Hex[],
  { signal, onProgress }: { signal: AbortSignal; onProgress: OnProgress },
): Promise<ReadonlyMap<Hex, readonly EncryptionKey[]>> {
  let done = 0
  const listed = await inParallel(inboxIds, atOnce, async (inboxId) => {
    signal.throwIfAborted()
    const keys = await listedKeys(context, inboxId, signal)
    done += 1
    onProgress(done)
    return keys.map((key) => ({ inboxId, key }))
  })
  const all = listed.flat()
  const active = await readBatch(context, {
    ...{ contract: 'InboxRegistry', functionName: 'isActiveKey' },
    args: all.map(({ inboxId, key }) => [inboxId, keyIdOf(key.kind, key.publicKey)]),
  })
  const keys = new Map<Hex, EncryptionKey[]>(inboxIds.map((inboxId) => [inboxId, []]))
  for (const [index, { inboxId, key }] of all.entries())
    if (active[index] === true) keys.get(inboxId)?.push(key)
  return keys
}

async function listedKeys(
  { api }: MailingContext,
  inboxId: Hex,
  signal: AbortSignal,
): Promise<readonly EncryptionKey[]> {
  try {
    const { inbox } = await whenServed(() => api.getInbox({ inboxId }, { signal }), { signal })
    return activeEncryptionKeys(inbox as never)
  } catch (error) {
    if (error instanceof ApiProblemError && error.code === 'inbox_not_found') return []
    throw error
  }
}
