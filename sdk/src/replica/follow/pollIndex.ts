import { pause } from '../../api/pause.ts'
import { ApiProblemError } from '../../errors/ApiProblemError.ts'
import type { Copy, Paces } from './followChain.ts'
import type { ReplicaSource } from './ReplicaSource.ts'

/** Milliseconds that a question may take. */
const patience = 5_000

/** Problems that are the chain's, not the network's or the database's: what the API would not answer, its copy must not either. */
const unfitCodes = new Set(['index_stale', 'index_gap', 'chain_stalled', 'reorg_too_deep'])

/** Asks again and again where the index is, as the feed says nothing of blocks in which nothing happened. */
export async function pollIndex(parameters: {
  source: ReplicaSource
  signal: AbortSignal
  now: () => number
  onProgress: () => void
  /** Told when asking begins to fail. */
  onError: (error: unknown) => void
  copy: () => Copy | undefined
  paces: Paces
}): Promise<void> {
  const { source, signal, now, onError, onProgress, copy, paces } = parameters
  let isFailing = false
  while (!signal.aborted) {
    const asked = copy()
    if (asked) {
      const askedAt = now()
      try {
        const both = AbortSignal.any([signal, AbortSignal.timeout(patience)])
        const asOf = await source.readAsOf({ signal: both })
        asked.standing.polled(asOf, askedAt, now())
        asked.prune(asOf.blockTimestamp)
        onProgress()
        isFailing = false
      } catch (error) {
        if (signal.aborted) return
        if (error instanceof ApiProblemError && unfitCodes.has(error.code)) {
          asked.standing.refused({ code: error.code, because: error.detail })
        }
        if (!isFailing) onError(error)
        isFailing = true
      }
    }
    await pause(paces.poll, signal)
  }
}
