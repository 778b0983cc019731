import { defineConfig } from 'vitest/config'

const isDeep = process.env.RUN_DEEP === '1'

/** Hardhat's native part may be loaded once per process and not in threads; one process for many files saves its start. */
const shared = { pool: 'forks', isolate: false } as const

export default defineConfig({
  test: {
    ...shared,
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          setupFiles: ['test/helpers/extendZod.ts'],
          include: [
            'test/{protocol,scripts,contracts-ts,helpers,stack,api,deploy,debian,sdk}/**/*.test.ts',
          ],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...shared,
          name: 'system',
          // They wait for processes and polls more than they compute.
          maxWorkers: 3,
          setupFiles: ['test/helpers/extendZod.ts'],
          include: ['test/{indexer,e2e,cli,relay}/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 240_000,
          sequence: { groupOrder: 2 },
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
                sequence: { groupOrder: 3 },
              },
            },
          ]
        : []),
    ],
  },
})
