/**
 * Builds the package that is published from `sdk/`: `npm run pack:sdk`, into `sdk/dist`, with its tarball beside it there.
 *
 * In the repository the package is its own sources, so that nothing has to be built before it can be used. What is published is the same as
 * JavaScript with types, together with what it imports of `protocol/` and `generated/`.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const from = join(root, 'sdk')
const to = join(from, 'dist')

rmSync(to, { recursive: true, force: true })
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
execFileSync(process.execPath, [tsc, '-p', join(from, 'tsconfig.build.json')], { stdio: 'inherit' })

const manifest = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'))
const published = {
  ...manifest,
  files: ['docs', 'generated', 'protocol', 'sdk'],
  exports: Object.fromEntries(
    Object.entries<string>(manifest.exports).map(([name, source]) => [name, builtFrom(source)]),
  ),
}
/** As `npm pack` names it. */
const tarball = `${published.name.replace('@', '').replace('/', '-')}-${published.version}.tgz`
writeFileSync(join(to, 'package.json'), `${JSON.stringify(published, undefined, 2)}\n`)
cpSync(join(from, 'README.md'), join(to, 'README.md'))
cpSync(join(root, 'LICENSE'), join(to, 'LICENSE'))
// Errors name pages of it.
cpSync(join(root, 'docs'), join(to, 'docs'), { recursive: true })
execFileSync('npm', ['pack', to, '--pack-destination', to, '--silent'], {
  stdio: ['ignore', 'ignore', 'inherit'],
})
console.log(`${published.name} ${published.version} is in sdk/dist. To try it, in a project of your own, where \`npm pkg set type=module\` lets a .ts or .js file import it:

    npm install ${join(to, tarball)} viem

To publish it:

    npm publish ./sdk/dist
`)

/** What stands for a source file: `./src/index.ts` is built to `./sdk/src/index.js`. */
function builtFrom(source: string): { types: string; default: string } {
  const built = source.replace(/^\.\//, './sdk/').replace(/\.ts$/, '')
  return { types: `${built}.d.ts`, default: `${built}.js` }
}
