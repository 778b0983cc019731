/**
 * Measures verdicts of a local replica: `npm run bench -- replica`. What `--only`, `--small`, `--set` and `--write` do:
 * `report/runParts.ts`.
 */
import { measureReplica } from './replica/measureReplica.ts'
import { runParts } from './report/runParts.ts'

await runParts({
  name: 'replica',
  preface: `# A replica

A replica of the SDK in one process and on one core, over the data set of the API's benchmark, read as a snapshot. No network, no database.
\`npm run bench -- replica --write\` measures it.`,
  sizes: {
    full: { stamps: 1_000_000, inboxes: 100_000, seconds: 5, questions: 20_000 },
    small: { stamps: 20_000, inboxes: 2_000, seconds: 0.5, questions: 2_000 },
  },
  parts: {
    verdicts: {
      title: 'Verdicts a second',
      about:
        'Questions drawn from the whole data set, as `JSON.parse` gives them, one after the other on one core, by the second of its time; the answers are made as they would be sent. One inbox in five has allowed and denied somebody. Every question is checked as the API checks it.',
      run: measureReplica,
    },
    near: {
      title: 'Verdicts a second, of what is at hand',
      about:
        'The same among 20,000 stamps, of which 2,000 are asked about again and again, as with letters that come now: the processor has them in its cache. Of a million at random, each look-up alone waits for the memory.',
      run: (sizes) =>
        measureReplica({ ...sizes, stamps: 20_000, inboxes: 2_000, questions: 2_000 }),
    },
  },
})
