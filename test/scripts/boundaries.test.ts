import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterEach, describe, expect, test } from 'vitest'

import { checkBoundaries } from '../../scripts/boundaries/checkBoundaries.ts'
import { importsOf } from '../../scripts/boundaries/importsOf.ts'

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true })
})

const manifest = {
  dependencies: { hono: '1', ponder: '1', 'drizzle-orm': '1', viem: '1', zod: '1', pino: '1' },
  devDependencies: { hardhat: '1', vitest: '1', '@types/node': '1' },
}

/** What the check says of a repository with the given files, one line each. */
function check(files: Record<string, string>) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'pennypost-'))
  folders.push(root)
  for (const [file, text] of Object.entries({
    'package.json': JSON.stringify(manifest),
    ...files,
  })) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    fs.writeFileSync(path.join(root, file), text)
  }
  return checkBoundaries(root).map(({ file, line, imports }) => `${file}:${line} ${imports}`)
}

describe('importsOf', () => {
  test('sees every way to import', () => {
    const source = [
      `import a from 'a'`,
      `import type { B } from 'b'`,
      `import 'c'`,
      `export { d } from 'd'`,
      `export * from 'e'`,
      `const f = await import('f')`,
      `type G = typeof import('g')`,
      `const h = require('h')`,
      'const i = import(`i`)',
      `// import j from 'j'`,
      `const k = "import k from 'k'"`,
    ]
    expect(importsOf('x.ts', source.join('\n'))).toEqual(
      [...'abcdefghi'].map((specifier, index) => ({ specifier, line: index + 1 })),
    )
  })
})

describe('checkBoundaries', () => {
  test('lets every arrow of the architecture pass', () => {
    const files = {
      'generated/abi.ts': 'export const abi = []',
      'index.ts': `import { readFileSync } from 'node:fs'; import './deployments/1.json'`,
      'ponder.config.ts': `import './generated/abi.ts'; import './index.ts'; import 'ponder'`,
      'protocol/ids.ts': `import 'viem'; import 'viem/utils'; import { z } from 'zod'`,
      'indexer/ponder.schema.ts': `import 'ponder'`,
      'indexer/src/A.ts': `import 'ponder:registry'; import '../ponder.schema.ts'; import '../../protocol/ids.ts'`,
      'api/app.ts': `import './queries/q.ts'; import '../protocol/ids.ts'; import 'hono'`,
      'api/queries/q.ts': `import '../../indexer/ponder.schema.ts'; import 'drizzle-orm/pg-core'`,
      'sdk/package.json': JSON.stringify({ name: '@pennypost/sdk', peerDependencies: { ox: '1' } }),
      'sdk/src/a.ts': `import '../../generated/abi.ts'; import '../../protocol/ids.ts'; import 'ox'`,
      'relay/a.ts': `import '../sdk/src/a.ts'; import '@pennypost/sdk'; import '@pennypost/sdk/relay'`,
      'cli/a.ts': `import '@pennypost/sdk'`,
      'web/src/a.tsx': `import '@pennypost/sdk'`,
      'scripts/a.ts': `import '../generated/abi.ts'; import './b.ts'; import 'hardhat'`,
      'bench/a.ts': `import '../test/helpers/a.ts'; import '../scripts/a.ts'`,
      'test/a.test.ts': `import '../api/app.ts'; import './helpers/a.ts'; import 'vitest'`,
      'hardhat.config.ts': `import 'hardhat/config'`,
    }
    expect(check(files)).toEqual([])
  })
  test.each([
    ['generated imports nothing', 'generated/a.ts', '../protocol/a.ts', 'protocol/a.ts'],
    ['protocol imports viem and zod only', 'protocol/a.ts', 'pino', 'pino'],
    ['protocol runs anywhere', 'protocol/a.ts', 'node:fs', 'node:fs'],
    ['protocol knows no ABI', 'protocol/a.ts', '../generated/a.ts', 'generated/a.ts'],
    ['indexer does not import the API', 'indexer/src/a.ts', '../../api/a.ts', 'api/a.ts'],
    ['schema stands alone', 'indexer/ponder.schema.ts', '../protocol/a.ts', 'protocol/a.ts'],
    [
      'schema is for queries only',
      'api/a.ts',
      '../indexer/ponder.schema.ts',
      'indexer/ponder.schema.ts',
    ],
    [
      'queries see only the schema',
      'api/queries/a.ts',
      '../../indexer/src/a.ts',
      'indexer/src/a.ts',
    ],
    ['API lives outside ponder', 'api/a.ts', 'ponder:schema', 'ponder:schema'],
    ['sdk does not import hono', 'sdk/src/a.ts', 'hono/client', 'hono/client'],
    ['sdk does not import ponder', 'sdk/src/a.ts', 'ponder', 'ponder'],
    ['sdk does not import drizzle', 'sdk/src/a.ts', 'drizzle-orm/pg-core', 'drizzle-orm/pg-core'],
    ['sdk does not import the API', 'sdk/src/a.ts', '../../api/app.ts', 'api/app.ts'],
    ['relay is built on the sdk alone', 'relay/a.ts', '../protocol/a.ts', 'protocol/a.ts'],
    ['cli is built on the sdk alone', 'cli/a.ts', '../generated/a.ts', 'generated/a.ts'],
    ['web is built on the sdk alone', 'web/src/a.tsx', '../../index.ts', 'index.ts'],
    ['scripts do not import the API', 'scripts/a.ts', '../api/app.ts', 'api/app.ts'],
    ['product does not import scripts', 'api/a.ts', '../scripts/a.ts', 'scripts/a.ts'],
    ['product does not import tests', 'relay/a.ts', '../test/helpers/a.ts', 'test/helpers/a.ts'],
    ['scripts do not import tests', 'scripts/a.ts', '../test/helpers/a.ts', 'test/helpers/a.ts'],
    ['tests do not import benchmarks', 'test/a.test.ts', '../bench/a.ts', 'bench/a.ts'],
    ['benchmarks import helpers, not tests', 'bench/a.ts', '../test/a.test.ts', 'test/a.test.ts'],
    ['product needs no devDependency', 'api/a.ts', 'hardhat/config', 'hardhat/config'],
    ['not even for a type', 'cli/a.ts', '@types/node/x', '@types/node/x'],
    ['nothing leaves the repository', 'scripts/a.ts', '../../other/a.ts', '../other/a.ts'],
  ])('%s', (_rule, file, specifier, target) => {
    const text = `\nimport type { A } from '${specifier}'\n`
    expect(check({ [file]: text })).toEqual([`${file}:2 ${target}`])
  })
  test('knows the name of a workspace', () => {
    const files = { 'sdk/package.json': '{"name":"@pennypost/sdk"}' }
    expect(check({ ...files, 'api/a.ts': `import '@pennypost/sdk'` })).toEqual(['api/a.ts:1 sdk'])
  })
  test('asks for a rule when there is a new folder', () => {
    expect(check({ 'news/a.ts': `import 'viem'` })).toEqual(['news/a.ts:1 viem'])
  })
})
