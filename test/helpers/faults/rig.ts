import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestClient, http, publicActions, walletActions } from 'viem'
import { foundry } from 'viem/chains'
import { inboxRegistryAbi } from '../../../generated/inboxRegistryAbi.ts'
import { postOfficeAbi } from '../../../generated/postOfficeAbi.ts'
import { relayRegistryAbi } from '../../../generated/relayRegistryAbi.ts'
import type { Api } from '../../../scripts/stack/api.ts'
import { startApi } from '../../../scripts/stack/api.ts'
import { removeDatabase, startDatabase } from '../../../scripts/stack/database.ts'
import { deployTo } from '../../../scripts/stack/deploy.ts'
import { poll } from '../../../scripts/stack/poll.ts'
import type { SupervisedIndexer } from '../../../scripts/stack/superviseIndexer.ts'
import { superviseIndexer } from '../../../scripts/stack/superviseIndexer.ts'
import { startAnvil } from '../anvil.ts'
import type { Row } from '../indexedTables.ts'
import { openTables } from '../indexedTables.ts'
import { startRpcProxy } from './rpcProxy.ts'

/** The chain's clock is ahead of every wall clock, so that the API's time is that of the newest block. */
export const CHAIN_START = Date.parse('2031-01-01T00:00:00Z') / 1_000

const chainId = 31_337

/** How long a part gets for what takes it seconds on an idle machine, in milliseconds. */
const PATIENCE = 90_000

type RigParameters = {
  /** PostgreSQL settings besides the usual ones. */
  settings?: Readonly<Record<string, string>> | undefined
}

export type Rig = Awaited<ReturnType<typeof startRig>>

/**
 * Anvil, Postgres, a supervised indexer and the API, each a process that a test may stop, kill or start anew. The indexer
 * and the API reach the node through a proxy each; `client` reaches it directly, and so knows what is true.
 */
export async function startRig({ settings }: RigParameters = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'pennypost-faults-'))
  const deploymentsDir = join(folder, 'deployments')
  const databaseDir = join(folder, 'pg')
  const openDatabase = (port?: number) =>
    startDatabase({ dir: databaseDir, logDir: folder, port, settings })
  const [node, opened] = await Promise.all([
    startAnvil({ start: new Date(CHAIN_START * 1_000), logDir: folder }),
    openDatabase(),
  ])
  let database = opened
  const client = connect(node.url)
  const { contracts } = await deployTo(node.url, chainId, deploymentsDir)
  const [indexerNode, apiNode] = await Promise.all([
    startRpcProxy(node.url),
    startRpcProxy(node.url),
  ])
  const databaseUrl = await database.createDatabase('pennypost')
  const notes: string[] = []
  const ofChain = { chainId, deploymentsDir, logDir: folder }

  const startOwnIndexer = (url = databaseUrl, from: string = indexerNode.url) =>
    superviseIndexer({ ...ofChain, databaseUrl: url, rpcUrl: from }, (text) => notes.push(text))
  const startOwnApi = (env = {}, url = databaseUrl, port?: number) =>
    startApi({
      databaseUrl: url,
      deploymentsDir,
      chains: [{ id: chainId, rpcUrl: apiNode.url }],
      // A test asks more often than a stranger may.
      env: { LOG_LEVEL: 'warn', ...env },
      port,
      logDir: folder,
    })

  let [indexer, api]: [SupervisedIndexer, Api] = await Promise.all([
    startOwnIndexer(),
    startOwnApi(),
  ])
  await indexer.current().waitUntilLive()
  const extra: { stop(): Promise<void> }[] = []

  const rig = {
    folder,
    chainId,
    node,
    client,
    indexerNode,
    apiNode,
    databaseUrl,
    deploymentsDir,
    /** What the supervisor of the indexer has said. */
    notes,
    contracts: {
      inboxRegistry: { address: contracts.InboxRegistry.address, abi: inboxRegistryAbi },
      relayRegistry: { address: contracts.RelayRegistry.address, abi: relayRegistryAbi },
      postOffice: { address: contracts.PostOffice.address, abi: postOfficeAbi },
    },
    api: () => api,
    database: () => database,
    indexer: () => indexer.current(),
    startIndexer: startOwnIndexer,
    startApi: startOwnApi,
    /** Something that is to end with the rig. */
    add<T extends { stop(): Promise<void> }>(service: T): T {
      extra.push(service)
      return service
    },

    /** Ends a process as a lost machine would. */
    async killIndexer() {
      await indexer.kill()
    },
    async killApi() {
      await api.kill()
    },
    async killDatabase() {
      await database.kill()
    },
    /** Starts one again where it was. */
    async restartIndexer() {
      indexer = await startOwnIndexer()
    },
    /** Takes an indexer that was started beside it for its own. */
    adopt(other: SupervisedIndexer) {
      indexer = other
    },
    async restartApi() {
      api = await startOwnApi({}, databaseUrl, api.port)
    },
    async restartDatabase() {
      // As long as processes of the one that was killed hold its shared memory, another does not start.
      const { port } = database
      database = await poll(() => openDatabase(port), { for: 'PostgreSQL', within: PATIENCE })
    },
    /** Ends the indexer as an operator does. */
    async stopIndexer() {
      await indexer.stop()
    },

    /** Waits until the API answers from the node's newest block. */
    async untilCurrent(within = PATIENCE) {
      const current = async () => {
        const head = await client.getBlock()
        const { status, body } = await rig.post('/v1/verify/batch', { items: [] })
        const { asOf } = body as { asOf?: { blockHash: string } }
        return status === 200 && asOf?.blockHash === head.hash
      }
      await poll(current, { for: 'the API to answer from the newest block', within })
    },

    async post(path: string, body: object, url = api.url) {
      const response = await fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ chain: `eip155:${chainId}`, ...body }),
      })
      return { status: response.status, body: (await response.json()) as unknown }
    },

    /** Every row of every table but the blocks, as the API reads them. */
    async everything(url = databaseUrl): Promise<Record<string, Row[]>> {
      const tables = openTables(url, `chain_${chainId}_v1`)
      try {
        return await tables.everything()
      } finally {
        await tables.close()
      }
    },

    /**
     * What an index of this chain made anew, in a database of its own and from the node itself, says.
     *
     * @param mine - Makes a block, which the indexer may be waiting for.
     */
    async freshIndex(mine: () => Promise<unknown>): Promise<Record<string, Row[]>> {
      const url = await database.createDatabase(`fresh_${Date.now()}`)
      const fresh = await startOwnIndexer(url, node.url)
      try {
        await fresh.current().waitUntilLive()
        const tables = openTables(url, `chain_${chainId}_v1`)
        const isAtHead = async () => {
          const head = await client.getBlock()
          return (await tables.rows('block')).at(-1)?.hash === head.hash
        }
        const hasHeard = async () => {
          await mine()
          return poll(isAtHead, { for: 'a block to be indexed', within: 3_000 }).catch(() => false)
        }
        await poll(hasHeard, { for: 'a fresh index', within: PATIENCE })
        await tables.close()
        return await rig.everything(url)
      } finally {
        await fresh.stop()
      }
    },

    async stop() {
      await Promise.all(extra.map((service) => service.stop()))
      await Promise.all([api.stop(), indexer.stop()])
      await Promise.all([indexerNode.stop(), apiNode.stop(), node.stop(), database.stop()])
      await removeDatabase(databaseDir)
      rmSync(folder, { recursive: true, force: true })
    },
  }
  // The indexer writes a row for each block from when it is live.
  const hasBegun = async () => {
    await client.mine({ blocks: 1 })
    return rig.untilCurrent(3_000).then(
      () => true,
      () => false,
    )
  }
  await poll(hasBegun, { for: 'the API to answer', within: PATIENCE })
  return rig
}

function connect(url: string) {
  return createTestClient({
    chain: foundry,
    mode: 'anvil',
    transport: http(url, { batch: { batchSize: 100 }, timeout: 60_000 }),
    cacheTime: 0,
    pollingInterval: 20,
  })
    .extend(publicActions)
    .extend(walletActions)
}
