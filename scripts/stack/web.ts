import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mnemonic } from '../seed/world.ts'
import { isWebBuilt, webDist } from '../web/webDist.ts'
import { logDir, root } from './paths.ts'
import type { Child } from './processes/child.ts'
import { startChild, untilReady } from './processes/child.ts'
import type { Services } from './processes/services.ts'
import type { Progress } from './progress.ts'
import { StackError } from './StackError.ts'

export type Web = Child & { port: number; url: string }

type BuildParameters = { services: Services; progress: Progress; logDir: string }

/**
 * Builds the web app if its sources have changed, in a process of its own, which ends with the services.
 *
 * @throws {StackError} When it cannot be built, with what was said.
 */
export async function buildWebApp({ services, progress, logDir }: BuildParameters): Promise<void> {
  if (isWebBuilt()) return
  progress('Building the web app')
  const child = await startChild({
    name: 'The build of the web app',
    file: process.execPath,
    args: [join(root, 'scripts/buildWeb.ts')],
    log: join(logDir, 'web-build.log'),
    signal: 'SIGTERM',
  })
  // That it ends is no death.
  services.add({ ...child, death: () => new Promise(() => {}) })
  if ((await child.exited).code !== 0) throw new StackError(await child.death())
  progress('Web app built')
}

type WebParameters = {
  chainId: number
  rpcUrl: string
  apiUrl: string
  relayUrl: string
  port: number
  /** Folder for its configuration. */
  dataDir: string
  logDir?: string | undefined
}

/** Starts the server of the built web app, which knows of the local chain and its accounts. */
export async function startWeb(parameters: WebParameters): Promise<Web> {
  const { port, chainId, rpcUrl, apiUrl, relayUrl, dataDir } = parameters
  const configFile = join(dataDir, 'web.json')
  const nativeCurrency = { name: 'Ether', symbol: 'ETH', decimals: 18 }
  const local = { id: chainId, name: 'Local chain', rpcUrl, nativeCurrency }
  const chains = [{ ...local, developmentMnemonic: mnemonic }]
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(configFile, `${JSON.stringify({ apiUrl, chains, relayUrls: [relayUrl] })}\n`)
  const child = await startChild({
    name: 'The web app',
    file: process.execPath,
    args: [join(root, 'web/server.ts')],
    env: {
      WEB_HOST: '127.0.0.1',
      WEB_PORT: String(port),
      WEB_CONFIG_FILE: configFile,
      WEB_DIST: webDist,
      // That of a site that somebody has elsewhere is no business of this one.
      WEB_CONFIG: undefined,
    },
    log: join(parameters.logDir ?? logDir, 'web.log'),
    signal: 'SIGTERM',
  })
  const url = `http://127.0.0.1:${port}`
  await untilReady(child, async () => (await fetch(`${url}/healthz`)).ok, 60_000)
  return { ...child, port, url }
}
