import { existsSync, globSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build } from 'vite'
import { takeLock } from '../bootstrap/lock.mjs'
import { root } from '../stack/paths.ts'
import { compress } from './compress.ts'
import { inputsFile, isWebBuilt, webDist } from './webDist.ts'
import { webInputs } from './webInputs.ts'

/**
 * Builds the web app into {@link webDist}, if its sources have changed since the last time. The site is exchanged as a
 * whole, once it is done: a build that is cut off leaves the former one.
 *
 * @returns Whether anything was to be done.
 * @throws {Error} The sources cannot be built, with what vite says.
 */
export async function buildWeb(): Promise<boolean> {
  const release = await takeLock(join(root, '.data/web.lock'))
  try {
    if (isWebBuilt()) return false
    const inputs = webInputs()
    const beside = dirname(webDist)
    const [made, former] = [join(beside, '.dist-new'), join(beside, '.dist-former')]
    for (const left of [made, former]) rmSync(left, { recursive: true, force: true })
    mkdirSync(made, { recursive: true })
    await asProduction(() =>
      build({
        configFile: join(root, 'web/vite.config.ts'),
        mode: 'production',
        logLevel: 'warn',
        build: { outDir: made, emptyOutDir: true },
      }),
    )
    await compress(globSync('**/*.*', { cwd: made }).map((name) => join(made, name)))
    writeFileSync(join(made, inputsFile), inputs)
    if (existsSync(webDist)) renameSync(webDist, former)
    renameSync(made, webDist)
    rmSync(former, { recursive: true, force: true })
    return true
  } finally {
    release()
  }
}

/** Without it, a build that a test asks for would have the development edition of React. */
async function asProduction(run: () => Promise<unknown>): Promise<void> {
  const { NODE_ENV } = process.env
  process.env.NODE_ENV = 'production'
  try {
    await run()
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = NODE_ENV
  }
}
