import { runPeak } from '../load/peak.ts'
import { runSteady } from '../load/steady.ts'
import type { Figure } from '../report/figure.ts'
import { singleBody } from './letters.ts'
import { withSubject } from './process.ts'
import type { ApiSizes } from './sizes.ts'

/** How long answers take at half of what the process can give. */
export function measureTail(sizes: ApiSizes): Promise<Figure[]> {
  return withSubject(sizes, async ({ api }) => {
    const url = `${api.url}/v1/verify`
    const bodies = Array.from({ length: Math.min(50_000, sizes.stamps) }, (_, n) =>
      singleBody(n, sizes),
    )
    const peak = await runPeak({ url, bodies, connections: 64, seconds: sizes.seconds })
    const body = (n: number) => bodies[n % bodies.length] as string
    const rate = Math.round(peak.rate / 2)
    const load = { url, body, connections: 64, seconds: 2 * sizes.seconds }
    const half = await runSteady({ ...load, rate })
    const unfit = Object.entries(half.answers).filter(([name]) => name !== '200')
    if (unfit.length > 0) throw new Error(`Not all were answered: ${JSON.stringify(half.answers)}`)
    const note = `at a constant ${rate.toLocaleString('en-US')}/s of a peak of ${Math.round(peak.rate).toLocaleString('en-US')}/s; p50 ${half.p50.toFixed(1)} ms, worst ${half.worst.toFixed(1)} ms`
    const name = 'verify, p99 at half the peak'
    return [{ name, value: half.p99, unit: 'ms', aim: { most: 15 }, note }]
  })
}
