/**
 * Builds the package `pennypost` that is published from `cli/`: `npm run pack:cli`, into `cli/dist`. Builds `@pennypost/sdk` before, which
 * it is checked against as it is published.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** What the sources import beside the SDK. The test of the package has nothing else installed. */
const imported = [
  ...['@bomb.sh/tab', 'cli-progress', 'cli-table3', 'commander', 'csv-parse', 'ox', 'viem'],
]

const root = join(import.meta.dirname, '..')
const from = join(root, 'cli')
const to = join(from, 'dist')

execFileSync(process.execPath, [join(root, 'scripts/packSdk.ts')], { stdio: 'inherit' })
rmSync(to, { recursive: true, force: true })
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
execFileSync(process.execPath, [tsc, '-p', join(from, 'tsconfig.build.json')], { stdio: 'inherit' })

const sdk = manifestOf('sdk')
const { version, license, dependencies } = manifestOf('.')
const published = {
  name: 'pennypost',
  version,
  description: 'The command line of Pennypost: inboxes, postage, letters, mailings and relays.',
  license,
  type: 'module',
  engines: sdk.engines,
  bin: { pennypost: './cli/main.js' },
  files: ['cli'],
  dependencies: {
    [sdk.name]: sdk.version,
    ...Object.fromEntries(imported.map((name) => [name, dependencies[name]])),
  },
}
writeFileSync(join(to, 'package.json'), `${JSON.stringify(published, undefined, 2)}\n`)
chmodSync(join(to, 'cli/main.js'), 0o755)
cpSync(join(from, 'README.md'), join(to, 'README.md'))
cpSync(join(root, 'LICENSE'), join(to, 'LICENSE'))
console.log(`${published.name} ${published.version} is in cli/dist: npm publish ./cli/dist`)

type Manifest = {
  name: string
  version: string
  license: string
  engines: object
  dependencies: Readonly<Record<string, string>>
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
}
