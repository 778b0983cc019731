import type { ApiClient } from '@pennypost/sdk'
import type { QueryClient } from '@tanstack/react-query'
import type { Caip2 } from '../config/caip2.ts'

/** Milliseconds after which answers that were on their way have come. */
const lateMs = 3_000

/**
 * Asks again for what is shown of an older block than the API has now. When the feed opens, what happened between an answer and
 * that moment was not told; all the rest need not be asked twice.
 */
export async function refreshOlder(
  queries: QueryClient,
  api: ApiClient<Caip2>,
  signal: AbortSignal,
): Promise<void> {
  for (const pauseMs of [0, lateMs]) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
    if (signal.aborted) return
    const answer = await api.getChains({}, { signal, retries: 0 }).catch(() => undefined)
    const indexed = answer?.chains.find(({ chain }) => chain === api.chain)?.indexedBlock
    if (indexed == null) continue
    await queries.invalidateQueries({
      queryKey: [api.chain],
      predicate: ({ meta, state }) => meta?.live !== false && isOlder(state.data, BigInt(indexed)),
    })
  }
}

/** Whether an answer is of a block before that one. Of an answer that names none, nothing is known. */
export function isOlder(data: unknown, block: bigint): boolean {
  const { asOf, pages } = (data ?? {}) as Partial<Answer>
  if (pages) return pages.some((page) => isOlder(page, block))
  return asOf !== undefined && BigInt(asOf.blockNumber) < block
}

type Answer = { asOf: { blockNumber: string }; pages: readonly unknown[] }
