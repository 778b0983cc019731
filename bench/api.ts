/**
 * Measures the API beside what else could answer: `npm run bench:api`. What `--only`, `--small`, `--set` and `--write` do:
 * `report/runParts.ts`.
 */
import { measureBuffers } from './api/buffers.ts'
import { measureGraphql } from './api/graphql.ts'
import { measureGrowth } from './api/growth.ts'
import { measureMulticall } from './api/multicall.ts'
import { measureRates } from './api/rates.ts'
import { apiSizes } from './api/sizes.ts'
import { measureSoak } from './api/soak.ts'
import { measureTail } from './api/tail.ts'
import { runParts } from './report/runParts.ts'

await runParts({
  name: 'api',
  preface: `# Verdicts

One API process in production's settings and one PostgreSQL, on one machine with the load generator. Every table tells its yardstick, measured in
the same run. \`npm run bench:api -- --write\` measures all, \`--only\` one part.

Of ten letters asked about, seven are paid for and found by their hash, one names its stamp, one is consented to and one is refused, all
drawn from the whole data set. One inbox in five has allowed and denied somebody. The data set is written by SQL as the indexer would have written it.`,
  sizes: apiSizes,
  parts: {
    rates: {
      title: 'Verdicts a second',
      about:
        'Each connection asks again when it has its answer. The physical limit is one prepared read of one stamp by its id, over TCP; a verdict reads about ten rows.',
      run: measureRates,
    },
    tail: {
      title: 'How long a verdict takes',
      about:
        'Requests come at a constant rate whether or not earlier ones are answered, and their time runs from when they were due.',
      run: measureTail,
    },
    multicall: {
      title: 'Asking a node instead',
      about:
        'One anvil with a few thousand stamps on it, asked through viem by multicall: six views a letter, with the stamp named, as no contract finds the stamps of a letter.',
      run: measureMulticall,
    },
    graphql: {
      title: "Asking Ponder's own GraphQL instead",
      about:
        '`ponder serve` with its GraphQL over the same tables, one query a letter. It leaves the judging, the finality and the freshness to whoever asks.',
      run: measureGraphql,
    },
    soak: {
      title: 'Held for long, while blocks come and one reorg takes some back',
      about:
        'A real anvil mines 50 blocks a second with a stamp in each, our indexer follows it, and its tables hold the data set besides. Half way, five blocks are replaced.',
      run: measureSoak,
    },
    buffers: {
      title: 'What a verdict touches',
      about:
        'Shared buffers, by `explain (analyze, buffers)` of the very statement that the API runs, on average over letters asked about one at a time.',
      run: measureBuffers,
    },
    growth: {
      title: 'Growth of the database',
      about: 'Tables with their indexes, on disk.',
      run: measureGrowth,
    },
  },
})
