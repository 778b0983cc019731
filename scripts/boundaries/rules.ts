/** What a part of the repository may import. */
export type Rule = {
  /** Other parts. Itself it may always import. */
  parts: string[]
  /** npm packages: the listed ones, or all except devDependencies, or all. */
  packages: string[] | 'dependencies' | 'all'
  /** npm packages that it must do without, though it might need no devDependency for them. */
  never?: string[] | undefined
}

const product = { packages: 'dependencies' } as const
const tooling = { packages: 'all' } as const
const built = ['artifacts', 'generated', 'ignition', 'index.ts', 'protocol', 'sdk']

/**
 * The arrows of the architecture, read backwards. A part is a folder or a file; of two that a file
 * is in, the longer path counts.
 */
export const RULES: Record<string, Rule> = {
  artifacts: { parts: [], packages: ['hardhat'] },
  generated: { parts: [], packages: [] },
  'index.ts': { parts: ['deployments'], ...product },
  deployments: { parts: [], packages: [] },
  protocol: {
    parts: [],
    packages: ['viem', 'zod', '@ethereumjs/mpt', '@noble/curves', '@noble/hashes'],
  },

  'ponder.config.ts': { parts: ['generated', 'index.ts', 'indexer', 'protocol'], ...product },
  indexer: {
    parts: ['generated', 'index.ts', 'indexer/ponder.schema.ts', 'protocol'],
    ...product,
  },
  // Ponder re-indexes when this file's text changes, not when that of an import does.
  'indexer/ponder.schema.ts': { parts: [], ...product },
  api: { parts: ['api/queries', 'generated', 'index.ts', 'protocol'], ...product },
  'api/queries': {
    parts: ['api', 'generated', 'index.ts', 'indexer/ponder.schema.ts', 'protocol'],
    ...product,
  },

  sdk: {
    parts: ['generated', 'index.ts', 'protocol'],
    ...product,
    never: ['drizzle-orm', 'hono', 'ponder'],
  },
  relay: { parts: ['sdk'], ...product },
  cli: { parts: ['sdk'], ...product },
  // Programs of somebody who has installed the package, and whatever web framework is theirs.
  examples: { parts: ['sdk'], ...tooling },
  web: { parts: ['sdk'], ...product },

  'hardhat.config.ts': { parts: ['scripts/stack/localNetwork.ts'], ...tooling },
  'vitest.config.ts': { parts: ['scripts'], ...tooling },
  'web/vite.config.ts': { parts: ['web'], ...tooling },
  ignition: { parts: [], ...tooling },
  'scripts/stack/localNetwork.ts': { parts: [], packages: [] },
  scripts: {
    parts: [...built, 'scripts/stack/localNetwork.ts', 'scripts/stack/saveKeys.ts'],
    ...tooling,
  },
  // Writes files of inbox keys, as the command line does.
  'scripts/stack/saveKeys.ts': { parts: [...built, 'cli', 'scripts'], ...tooling },
  // Starts the indexer with what that itself is told.
  'scripts/indexer.ts': { parts: [...built, 'indexer', 'scripts'], ...tooling },
  // Writes the API's own tables, as the API does.
  'scripts/apiKeys.ts': { parts: [...built, 'api', 'api/queries', 'scripts'], ...tooling },
  // Writes the site that the server would serve.
  'scripts/renderWeb.ts': { parts: [...built, 'scripts', 'web'], ...tooling },
  bench: {
    parts: [...built, 'api/queries', 'indexer/ponder.schema.ts', 'scripts', 'test/helpers'],
    ...tooling,
  },
  // Ponder runs what is in here, as it runs the indexer.
  'bench/yardsticks': { parts: ['generated', 'indexer/ponder.schema.ts'], ...tooling },
  test: {
    parts: [
      ...built,
      'api',
      'api/queries',
      'cli',
      'indexer',
      'indexer/ponder.schema.ts',
      'ponder.config.ts',
      'relay',
      'scripts',
      'test/helpers',
      'web',
    ],
    ...tooling,
  },
  'test/helpers': {
    parts: [...built, 'api', 'api/queries', 'indexer', 'indexer/ponder.schema.ts', 'scripts'],
    ...tooling,
  },
}

/** The part that a path is in, if the architecture knows of it. */
export function partOf(file: string): string | undefined {
  return Object.keys(RULES)
    .filter((part) => file === part || file.startsWith(`${part}/`))
    .sort((a, b) => b.length - a.length)[0]
}
