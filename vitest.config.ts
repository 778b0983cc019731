import { defineConfig } from 'vitest/config'
import { LongestFirst } from './scripts/testing/longestFirst.ts'

const isDeep = process.env.RUN_DEEP === '1'

/** Hardhat's native part may be loaded once per process and not in threads; one process for many files saves its start. */
const shared = { pool: 'forks', isolate: false } as const

/** Units compute and systems wait: beside each other, three at a time, they keep two cores busy. */
const together = { maxWorkers: 3, sequence: { groupOrder: 1 } }

export default defineConfig({
  test: {
    ...shared,
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          setupFiles: ['test/helpers/extendZod.ts'],
          include: [
            'test/{protocol,scripts,contracts-ts,helpers,stack,api,deploy,debian,sdk,web}/**/*.test.ts',
          ],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          ...together,
        },
      },
      {
        test: {
          ...shared,
          name: 'system',
          setupFiles: ['test/helpers/extendZod.ts'],
          include: ['test/{indexer,e2e,cli,relay}/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 240_000,
          ...together,
        },
      },
      ...(isDeep
        ? [
            {
              test: {
                ...shared,
                name: 'deep',
                setupFiles: ['test/helpers/extendZod.ts'],
                include: ['test/deep/**/*.test.ts'],
                testTimeout: 1_800_000,
                hookTimeout: 240_000,
                maxWorkers: 2,
                sequence: { groupOrder: 2 },
              },
            },
          ]
        : []),
    ],
  },
})
