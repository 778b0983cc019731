import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hex } from 'viem'
import { parseEther, parseGwei } from 'viem'

import { inboxRegistryAbi } from '../../../generated/inboxRegistryAbi.ts'
import { postOfficeAbi } from '../../../generated/postOfficeAbi.ts'
import { relayRegistryAbi } from '../../../generated/relayRegistryAbi.ts'
import { startChain } from '../../../scripts/stack/chain.ts'
import { removeDatabase, startDatabase } from '../../../scripts/stack/database.ts'
import { deployTo } from '../../../scripts/stack/deploy.ts'
import { startIndexer } from '../../../scripts/stack/indexer.ts'
import { poll } from '../../../scripts/stack/poll.ts'
import { untilReady } from '../../../scripts/stack/processes/child.ts'
import type { Row } from '../../helpers/indexedTables.ts'
import { openTables } from '../../helpers/indexedTables.ts'
import type { Call } from './call.ts'
import type { Account } from './localClient.ts'
import { accountAt, localClient } from './localClient.ts'
import type { Sent } from './sent.ts'
import { describeSent } from './sent.ts'

/** How long the indexer gets for what takes it a second on an idle machine. */
const PATIENCE = 90_000

/** When the chain of every test begins, Unix seconds. */
export const CHAIN_START = 1_800_000_000

export type IndexedChain = Awaited<ReturnType<typeof startIndexedChain>>

/** A Hardhat node with the contracts, a Postgres server, and the indexer between them, live. */
export async function startIndexedChain() {
  const folder = mkdtempSync(join(tmpdir(), 'pennypost-indexer-'))
  const deploymentsDir = join(folder, 'deployments')
  const databaseDir = join(folder, 'postgres')
  const logDir = join(folder, 'logs')
  const start = new Date(CHAIN_START * 1_000)
  const [chain, database] = await Promise.all([
    startChain({ chainId: 31337, start, logDir }),
    startDatabase({ dir: databaseDir, logDir }),
  ])
  const { contracts } = await deployTo(chain.url, chain.chainId, deploymentsDir)
  const client = localClient(chain.chainId, chain.url)

  /** Indexes the chain into a database, from where that is. */
  const index = async (databaseUrl: string) => {
    const { chainId, url: rpcUrl } = chain
    const place = { databaseUrl, deploymentsDir, logDir }
    const indexer = await startIndexer({ chainId, rpcUrl, ...place })
    await indexer.waitUntilLive()
    const tables = openTables(databaseUrl, indexer.viewsSchema)
    const isAtHead = async () => {
      const head = await client.getBlock()
      const newest = (await tables.rows('block')).at(-1)
      return newest?.hash === head.hash
    }
    // Ponder looks at what is newer than its last finalized block when the next block comes, and may be live before it hears
    // of new blocks.
    const hasHeard = async () => {
      await client.mine({ blocks: 1 })
      return poll(isAtHead, { for: 'a block to be indexed', within: 3_000 }).catch(() => false)
    }
    await untilReady(indexer, hasHeard, PATIENCE)
    return { indexer, tables, untilCaughtUp: () => untilReady(indexer, isAtHead, PATIENCE) }
  }
  const databaseUrl = await database.createDatabase('indexed')
  let current = await index(databaseUrl)
  let accounts = 0
  const untilCaughtUp = () => current.untilCaughtUp()

  return {
    chainId: chain.chainId,
    url: chain.url,
    databaseUrl,
    deploymentsDir,
    logDir,
    client,
    contracts: {
      inboxRegistry: { address: contracts.InboxRegistry.address, abi: inboxRegistryAbi },
      relayRegistry: { address: contracts.RelayRegistry.address, abi: relayRegistryAbi },
      postOffice: { address: contracts.PostOffice.address, abi: postOfficeAbi },
    },
    untilCaughtUp,

    /** An account that nothing is known of but that it has money. */
    async account(): Promise<Account> {
      accounts += 1
      const account = accountAt(100 + accounts)
      await client.setBalance({ address: account.address, value: parseEther('1000') })
      return account
    },

    /** Sends a transaction, as the only one of its block; at a chosen time, in Unix seconds, if told. */
    async send({ from: account, to, data, value }: Call, at?: number): Promise<Sent> {
      if (at !== undefined) await client.setNextBlockTimestamp({ timestamp: BigInt(at) })
      const call = { account, to, data, value }
      // What sets a time costs less in the second that it is set to already, as which an estimate may see it.
      const gas = (await client.estimateGas(call)) + 20_000n
      return describeSent(client, await client.sendTransaction({ ...call, gas }))
    },

    /** Sends transactions as one block, in this order. */
    async sendInOneBlock(...calls: Call[]): Promise<Sent[]> {
      await client.setAutomine(false)
      try {
        const hashes: Hex[] = []
        for (const [i, { from: account, to, data, value }] of calls.entries()) {
          const maxPriorityFeePerGas = parseGwei(String(calls.length - i))
          const maxFeePerGas = parseGwei('100')
          const gas = 1_000_000n
          const fees = { gas, maxFeePerGas, maxPriorityFeePerGas }
          hashes.push(await client.sendTransaction({ account, to, data, value, ...fees }))
        }
        await client.mine({ blocks: 1 })
        return await Promise.all(hashes.map((hash) => describeSent(client, hash)))
      } finally {
        await client.setAutomine(true)
      }
    },

    /** The rows of a table once everything sent so far is indexed, in the order of its key. */
    async rows(table: string, match?: Row): Promise<Row[]> {
      await untilCaughtUp()
      return current.tables.rows(table, match)
    },

    /** Every table but the blocks. */
    async everything(): Promise<Record<string, Row[]>> {
      await untilCaughtUp()
      return current.tables.everything()
    },

    /** Ends the indexer at once, as a lost machine would. */
    async killIndexer(): Promise<void> {
      await current.indexer.kill()
      await current.tables.close()
    },

    /** Starts the indexer again where it was. */
    async restartIndexer(): Promise<void> {
      current = await index(databaseUrl)
    },

    /** Takes the indexer's rows away and lets it begin anew, on what it has cached of the chain. */
    async reindex(): Promise<void> {
      const { indexer, tables } = current
      await indexer.stop()
      await tables.drop(indexer.schema)
      await tables.close()
      current = await index(databaseUrl)
    },

    /** What an index of this chain made anew, in a database of its own, says. */
    async freshIndex(): Promise<Record<string, Row[]>> {
      const fresh = await index(await database.createDatabase('fresh'))
      try {
        await fresh.untilCaughtUp()
        return await fresh.tables.everything()
      } finally {
        await fresh.indexer.stop()
        await fresh.tables.close()
      }
    },

    async stop(): Promise<void> {
      await current.tables.close()
      await current.indexer.stop()
      await Promise.all([chain.stop(), database.stop()])
      await removeDatabase(databaseDir)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
