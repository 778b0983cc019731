import type { ApiClient } from '@pennypost/sdk'
import type { QueryClient } from '@tanstack/react-query'
import { untilIndexed } from '../api/untilIndexed.ts'
import type { Caip2 } from '../config/caip2.ts'

/** Milliseconds that an act waits for the API after it was mined. */
const patience = 15_000

/**
 * Waits until the API knows a block, and has everything asked anew.
 *
 * @returns Whether it does; false where it does not answer in time.
 */
export async function untilOnPage(
  queries: QueryClient,
  api: ApiClient<Caip2>,
  blockNumber: bigint | undefined,
): Promise<boolean> {
  const isThere =
    blockNumber === undefined ||
    (await untilIndexed(api, blockNumber, AbortSignal.timeout(patience)).then(
      () => true,
      () => false,
    ))
  // What the wallet can do did not change, and asking it anew may open it.
  const asked = queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'wallet' })
  if (isThere) await Promise.race([asked.catch(() => undefined), pause(2_000)])
  return isThere
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
