import type { TestSpecification } from 'vitest/node'
import { BaseSequencer } from 'vitest/node'

/** What takes a minute or more, the longest first: begun last, it would be waited for alone. */
const long = [
  'debian/chromium/web/web',
  'e2e/start',
  'e2e/supervision',
  'e2e/guides',
  'e2e/freshness',
  'e2e/manyChains',
  'e2e/relay',
  'indexer/recovery',
  'e2e/packages',
  'cli/docs',
  'indexer/feed',
  'contracts-ts/model',
]

/** The order of test files: those that are known to be long, then larger files before smaller ones. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other))
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = long.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`))
  return place === -1 ? long.length : place
}
