/**
 * Measures the indexer beside Ponder itself: `npm run bench:index`. What `--only`, `--small`, `--set` and `--write` do:
 * `report/runParts.ts`.
 */
import { measureBackfills } from './index/backfills.ts'
import { measureFreshness } from './index/freshness.ts'
import { indexSizes } from './index/sizes.ts'
import { runParts } from './report/runParts.ts'

await runParts({
  name: 'index',
  preface: `# Indexing

Our indexer, an anvil with the contracts and one PostgreSQL on one machine. Every table tells its yardstick, measured in the same run.
\`npm run bench:index -- --write\` measures all, \`--only\` one part.`,
  sizes: indexSizes,
  parts: {
    backfill: {
      title: 'Catching up',
      about:
        'Blocks full of stamps, from a fresh database (from the node) and again with what Ponder keeps of the chain (from its cache). The yardstick indexes the one event by one bare insert into one table without indexes; ours writes the stamp, its history and the block, after reading the terms, the inbox and the price of its relay.',
      run: measureBackfills,
    },
    freshness: {
      title: 'From block to verdict',
      about:
        'Stamps posted one by one; for each the time until `POST /v1/verify`, asked every 2 ms, says `paid`.',
      run: measureFreshness,
    },
  },
})
