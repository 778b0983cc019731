import autocannon from 'autocannon'
import type { Load, LoadResult } from './peak.ts'

/** As `runPeak`, by autocannon in this process. */
export async function runAutocannon(load: Load): Promise<LoadResult> {
  const { url, bodies, connections, seconds } = load
  let next = 0
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        setupRequest: (request) => ({ ...request, body: bodies[next++ % bodies.length] }),
      },
    ],
  })
  const bad = result.errors + result.timeouts + result.non2xx
  if (bad > 0) throw new Error(`autocannon met ${bad} errors`)
  const rate = result.requests.total / result.duration
  return { rate, p50: result.latency.p50, p99: result.latency.p99 }
}
