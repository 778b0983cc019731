import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Deployment } from '../../index.ts'
import type { Scene } from '../seed/seed.ts'
import { sceneDays, seed } from '../seed/seed.ts'
import type { Api } from './api.ts'
import { startApi } from './api.ts'
import { build } from './build.ts'
import type { LocalRelay } from './carryLetters.ts'
import { carryLetters } from './carryLetters.ts'
import type { Chain } from './chain.ts'
import { startChain } from './chain.ts'
import { deployTo } from './deploy.ts'
import { openDatabases } from './openDatabases.ts'
import { root } from './paths.ts'
import { poll } from './poll.ts'
import type { Services } from './processes/services.ts'
import type { Progress } from './progress.ts'
import { request } from './rpc.ts'
import type { SupervisedIndexer } from './superviseIndexer.ts'
import { superviseIndexer } from './superviseIndexer.ts'
import type { Web } from './web.ts'
import { buildWebApp, startWeb } from './web.ts'

type StackParameters = {
  /** Free ones unless told. */
  chainPort?: number | undefined
  apiPort?: number | undefined
  /** Of the reference relay; without it there is none. */
  relayPort?: number | undefined
  /** Of the web app; without it, or without a relay, there is none. */
  webPort?: number | undefined
  /** A PostgreSQL server to make a database on; undefined: the one that comes with Pennypost. */
  databaseUrl?: string | undefined
  /** Folder for the database and the logs. */
  dataDir: string
  /** Folder for the deployment's file. */
  deploymentsDir: string
  /** Takes note of all that is started, also if this fails half way. */
  services: Services
  progress?: Progress | undefined
}

export type Stack = {
  chain: Chain
  indexer: SupervisedIndexer
  api: Api
  relay?: LocalRelay | undefined
  web?: Web | undefined
  databaseUrl: string
  deployment: Deployment
  scene: Scene
}

const chainId = 31337

/**
 * Brings up everything on this machine: a chain with the contracts and a seeded scene, databases,
 * the indexer, the API, the reference relay and the web app. Returns once the API answers from the chain's newest block, and the others too.
 *
 * The chain lives in memory and begins anew each time, so the databases do too.
 *
 * @throws {StackError} When a part does not come up.
 */
export async function startStack(parameters: StackParameters): Promise<Stack> {
  const { relayPort, dataDir, deploymentsDir, progress = () => {} } = parameters
  const context = { ...parameters, chainId, progress, logDir: join(dataDir, 'logs') }
  const [databases, { chain, deployment, scene }] = await Promise.all([
    openDatabases(context),
    openChain(context),
    parameters.webPort === undefined ? undefined : buildWebApp(context),
  ])
  const { databaseUrl, relayDatabaseUrl } = databases
  const data = { databaseUrl, deploymentsDir }
  const [indexer, api] = await Promise.all([
    followChain(chain, data, context),
    serveChain(chain, data, context),
  ])
  const [relay] = await Promise.all([
    relayPort === undefined
      ? undefined
      : carryLetters({
          ...context,
          chain,
          api,
          scene,
          databaseUrl: relayDatabaseUrl,
          port: relayPort,
        }),
    untilAnswering(chain, api),
  ])
  const web = relay && (await serveWeb(chain, api, relay, context))
  progress('Everything is up: the API answers from the newest block')
  return { chain, indexer, api, relay, web, databaseUrl, deployment, scene }
}

type Context = StackParameters & { chainId: number; progress: Progress; logDir: string }

/** What the indexer writes and the API reads. */
type Data = { databaseUrl: string; deploymentsDir: string }

/** A chain with compiled, deployed contracts and the seeded scene. */
async function openChain(context: Context) {
  const { chainPort, relayPort, deploymentsDir, services, progress, logDir } = context
  const start = new Date(Date.now() - sceneDays * 86_400_000)
  const open = async () => {
    const chain = services.add(await startChain({ chainId, port: chainPort, start, logDir }))
    progress(`Chain ${chainId} on port ${chain.port}`)
    return chain
  }
  const compile = async () => {
    if (!isCompiled()) {
      progress('Compiling the contracts; the first time takes two or three minutes')
    }
    await build(logDir)
    progress('Contracts compiled')
  }
  const [chain] = await Promise.all([open(), compile()])
  const deployment = await deployTo(chain.url, chainId, deploymentsDir)
  progress('Contracts deployed')
  const relayUrl = relayPort === undefined ? undefined : `http://127.0.0.1:${relayPort}`
  const scene = await seed(chain.url, deployment, relayUrl)
  progress('Scene seeded')
  return { chain, deployment, scene }
}

/** Whether the compiler has been through once: it writes the first file as the last thing it does. */
function isCompiled(): boolean {
  return ['cache/compile-cache.json', 'artifacts/contracts'].every((path) =>
    existsSync(join(root, path)),
  )
}

async function followChain(
  { url: rpcUrl }: Chain,
  data: Data,
  { services, progress, logDir }: Context,
): Promise<SupervisedIndexer> {
  const parameters = { ...data, chainId, rpcUrl, logDir }
  const indexer = services.add(await superviseIndexer(parameters, progress))
  await indexer.current().waitUntilLive()
  progress('Indexer follows the chain')
  return indexer
}

async function serveChain(
  { url: rpcUrl }: Chain,
  data: Data,
  { apiPort, services, progress, logDir }: Context,
): Promise<Api> {
  const chains = [{ id: chainId, rpcUrl }]
  // A receiver that is being written runs on this machine as well.
  const env = { WEBHOOK_ALLOW_PRIVATE: process.env.WEBHOOK_ALLOW_PRIVATE || 'true' }
  const api = services.add(await startApi({ ...data, chains, port: apiPort, env, logDir }))
  progress(`API on port ${api.port}`)
  return api
}

/** The web app, once all that it asks is there; undefined: none is wanted. */
async function serveWeb(
  { url: rpcUrl }: Chain,
  { url: apiUrl }: Api,
  { url: relayUrl }: LocalRelay,
  { webPort, dataDir, services, progress, logDir }: Context,
): Promise<Web | undefined> {
  if (webPort === undefined) return undefined
  const urls = { apiUrl, rpcUrl, relayUrl }
  const web = services.add(await startWeb({ ...urls, chainId, port: webPort, dataDir, logDir }))
  progress(`Web app on port ${web.port}`)
  return web
}

/**
 * Waits until the API is ready. It answers from the indexer's newest block row, and the indexer
 * writes one for each block from when it is live, so blocks are mined until it has one.
 */
async function untilAnswering(chain: Chain, api: Api): Promise<void> {
  const isReady = async () => (await fetch(`${api.url}/readyz`)).ok
  const attempt = async () => {
    await request(chain.url, 'evm_mine')
    return poll(isReady, { for: 'one block', within: 2_000 }).catch(() => false)
  }
  await poll(attempt, { for: `the API to be ready (see ${api.url}/readyz)`, within: 60_000 })
}
