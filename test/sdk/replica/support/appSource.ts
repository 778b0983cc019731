import type { AsOf } from '../../../../protocol/wire/asOf.ts'
import type { FeedEntry } from '../../../../protocol/wire/event.ts'
import type { ReplicaSource } from '../../../../sdk/src/replica/follow/ReplicaSource.ts'
import type { World, WorldChain } from '../../../api/world.ts'

/** The API of a world as a source, without a network; its feed has what a test tells it by `tell`. */
export function appSource(world: World, { caip2 }: Pick<WorldChain, 'caip2'>) {
  const told: FeedEntry[] = []
  let wake = () => {}
  const source: ReplicaSource = {
    async *readSnapshot() {
      const response = await world.app.request(`/v1/snapshot?chain=${caip2}`)
      const text = await response.text()
      if (response.status !== 200) throw new Error(text)
      yield* text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    },
    async *watchEvents({ signal, onAlive }) {
      signal.addEventListener('abort', () => wake(), { once: true })
      onAlive()
      while (!signal.aborted) {
        yield* told.splice(0)
        await new Promise<void>((resolve) => {
          wake = resolve
          if (signal.aborted || told.length > 0) resolve()
        })
      }
    },
    async readAsOf() {
      const response = await world.app.request('/v1/verify/batch', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ chain: caip2, items: [] }),
      })
      return ((await response.json()) as { asOf: AsOf }).asOf
    },
  }
  return {
    source,
    tell(...entries: FeedEntry[]) {
      told.push(...entries)
      wake()
    },
  }
}
