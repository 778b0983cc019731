import type { LoadResult } from '../load/peak.ts'
import { generator, runPeak } from '../load/peak.ts'
import type { Figure } from '../report/figure.ts'
import { usageOf } from '../report/processUsage.ts'
import { batchBody, singleBody } from './letters.ts'
import { pointReads } from './pgbench.ts'
import type { Subject } from './process.ts'
import { withSubject } from './process.ts'
import type { ApiSizes } from './sizes.ts'

/** Different bodies that single requests are drawn from. */
const singleBodies = 100_000

/** Verdicts a second, asked one by one and in batches, beside what pgbench reads of the same database. */
export function measureRates(sizes: ApiSizes): Promise<Figure[]> {
  return withSubject(sizes, async (subject) => {
    const { seconds } = sizes
    const singles = Array.from({ length: Math.min(singleBodies, sizes.stamps) }, (_, n) =>
      singleBody(n, sizes),
    )
    const single = { url: `${subject.api.url}/v1/verify`, bodies: singles, seconds }
    const limit = {
      name: 'pgbench, one stamp by id, 8 connections',
      value: await pointReads(subject.databaseUrl, sizes, 8, seconds),
    }
    // Also lets the connections of pgbench end, whose processor time would go out of the sum with them.
    await runPeak({ ...single, connections: 32 })
    const figures: Figure[] = []
    for (const connections of [32, 64]) {
      const [load, note] = await measured(subject, 1, () => runPeak({ ...single, connections }))
      const name = `verify, one letter a request, ${connections} connections`
      const aim = connections === 64 ? { least: 12_000 } : undefined
      figures.push({ name, value: load.rate, unit: '/s', yardstick: limit, aim, note })
    }
    for (const size of [100, 1_000]) {
      const bodies = Array.from({ length: size === 100 ? 1_000 : 100 }, (_, n) =>
        batchBody(n, size, sizes),
      )
      const load = { url: `${subject.api.url}/v1/verify/batch`, bodies, connections: 4, seconds }
      await runPeak({ ...load, seconds: 2 })
      const [{ rate }, note] = await measured(subject, size, () => runPeak(load))
      const name = `verify, batches of ${size}, 4 connections`
      const aim = size === 1_000 ? { least: 40_000 } : undefined
      figures.push({ name, value: rate * size, unit: 'verdicts/s', yardstick: limit, aim, note })
    }
    return [...figures, ...memory(subject)]
  })
}

/** Runs a load, and says what an answer took and what a verdict cost. */
async function measured(
  { api, server }: Subject,
  size: number,
  run: () => Promise<LoadResult>,
): Promise<[LoadResult, note: string]> {
  const before = [usageOf(api.pid), usageOf(server.pid)]
  const start = performance.now()
  const load = await run()
  const verdicts = (load.rate * size * (performance.now() - start)) / 1_000
  const after = [usageOf(api.pid), usageOf(server.pid)]
  const [ofApi = 0, ofPostgres = 0] = after.map(
    ({ cpuSeconds }, i) => ((cpuSeconds - (before[i]?.cpuSeconds ?? 0)) / verdicts) * 1e6,
  )
  const cost = `processor time a verdict: API ${ofApi.toFixed(1)} µs, PostgreSQL ${ofPostgres.toFixed(1)} µs`
  return [
    load,
    `${generator}; p50 ${load.p50.toFixed(1)} ms, p99 ${load.p99.toFixed(1)} ms; ${cost}`,
  ]
}

function memory({ api, server }: Subject): Figure[] {
  const shared = 'with 2 GiB of shared buffers'
  return [
    {
      name: 'memory of the API process, after that',
      value: usageOf(api.pid).memoryMiB,
      unit: 'MiB',
    },
    {
      name: 'memory of PostgreSQL',
      value: usageOf(server.pid).memoryMiB,
      unit: 'MiB',
      note: shared,
    },
  ]
}
