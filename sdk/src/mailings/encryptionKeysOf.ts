import type { Hex } from 'viem'
import type { Caip2 } from '../../../protocol/caip2.ts'
import { keyIdOf } from '../../../protocol/ids.ts'
import type { ApiClient } from '../api/ApiClient.ts'
import { inParallel } from '../api/inParallel.ts'
import type { WhenServedOptions } from '../api/whenServed.ts'
import { whenServed } from '../api/whenServed.ts'
import type { ContractsOption, PennypostClient } from '../chain/client.ts'
import { inboxRegistry } from '../chain/inboxRegistry.ts'
import { readMany } from '../chain/readMany.ts'
import { ApiProblemError } from '../errors/ApiProblemError.ts'
import { activeEncryptionKeys } from '../letters/activeEncryptionKeys.ts'
import type { EncryptionKey } from '../letters/encryptionKey.ts'

export type EncryptionKeysOfParameters = ContractsOption &
  Pick<WhenServedOptions, 'signal' | 'onWait'> & {
    /** Lists the keys; of the client's chain. */
    api: Pick<ApiClient<Caip2>, 'getInbox'>
    /** Each once. */
    inboxIds: readonly Hex[]
    /** Requests to the API that are under way at a time: so many that others are not slowed; 6. */
    atOnce?: number | undefined
    /** Called with how many inboxes were asked for. */
    onProgress?: ((done: number) => void) | undefined
  }

/**
 * The keys to seal for, of many inboxes: the API lists them, and the chain is asked whether they are active, so that no API can slip in a key of
 * its own. An API that has had enough questions for now is asked again later, as `whenServed` does.
 *
 * @returns By inbox id; an empty list for an inbox that has none, or that the API does not know yet.
 * @throws {ApiProblemError} The API does not answer what it is asked.
 * @throws What else `getInbox` throws; what viem throws where the node does not answer; the signal's reason.
 *
 * @example
 * const keys = await encryptionKeysOf(client, { api, inboxIds: [inboxId] })
 */
export async function encryptionKeysOf(
  client: PennypostClient,
  { api, inboxIds, contracts, atOnce = 6, onProgress, ...waiting }: EncryptionKeysOfParameters,
): Promise<ReadonlyMap<Hex, readonly EncryptionKey[]>> {
  if (inboxIds.length === 0) return new Map()
  let done = 0
  const listed = await inParallel(inboxIds, atOnce, async (inboxId) => {
    const keys = await listedKeys(api, inboxId, waiting)
    done += 1
    onProgress?.(done)
    return keys.map((key) => ({ inboxId, key }))
  })
  const all = listed.flat()
  const isActive = await readMany(client, {
    ...{ contract: inboxRegistry, functionName: 'isActiveKey', contracts },
    args: all.map(({ inboxId, key }) => [inboxId, keyIdOf(key.kind, key.publicKey)] as const),
  })
  const keys = new Map<Hex, EncryptionKey[]>(inboxIds.map((inboxId) => [inboxId, []]))
  for (const [index, { inboxId, key }] of all.entries())
    if (isActive[index]) keys.get(inboxId)?.push(key)
  return keys
}

async function listedKeys(
  api: EncryptionKeysOfParameters['api'],
  inboxId: Hex,
  { signal, onWait }: Pick<WhenServedOptions, 'signal' | 'onWait'>,
): Promise<readonly EncryptionKey[]> {
  try {
    const ask = () => api.getInbox({ inboxId }, { signal })
    const { inbox } = await whenServed(ask, { signal, onWait })
    return activeEncryptionKeys(inbox)
  } catch (error) {
    if (error instanceof ApiProblemError && error.code === 'inbox_not_found') return []
    throw error
  }
}
