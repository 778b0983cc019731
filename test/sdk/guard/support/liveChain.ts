import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Address, Hex } from 'viem'
import { createWalletClient, http, publicActions, testActions } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { hardhat } from 'viem/chains'
import { deployToken, from, mnemonic, openWorld } from '../../../../scripts/seed/world.ts'
import { startApi } from '../../../../scripts/stack/api.ts'
import { startChain } from '../../../../scripts/stack/chain.ts'
import { removeDatabase, startDatabase } from '../../../../scripts/stack/database.ts'
import { deployTo } from '../../../../scripts/stack/deploy.ts'
import { startIndexer } from '../../../../scripts/stack/indexer.ts'
import { poll } from '../../../../scripts/stack/poll.ts'
import { request } from '../../../../scripts/stack/rpc.ts'
import { createApiClient } from '../../../../sdk/src/api/createApiClient.ts'
import { waitUntilMined } from '../../../../sdk/src/flows/waitUntilMined.ts'

export type LiveChain = Awaited<ReturnType<typeof startLiveChain>>
export type LiveClient = ReturnType<LiveChain['clientOf']>

/**
 * A chain that keeps time with the clock, the contracts where this version knows them to be, and an API that follows it: each in a process of
 * its own, as users have them.
 */
export async function startLiveChain() {
  const folder = mkdtempSync(join(tmpdir(), 'pennypost-live-'))
  const deploymentsDir = join(folder, 'deployments')
  const databaseDir = join(folder, 'postgres')
  const logDir = join(folder, 'logs')
  const [chain, database] = await Promise.all([
    startChain({ chainId: 31337, start: new Date(), logDir }),
    startDatabase({ dir: databaseDir, logDir }),
  ])
  const { url: rpcUrl, chainId } = chain
  const deployment = await deployTo(rpcUrl, chainId, deploymentsDir)
  const databaseUrl = await database.createDatabase('pennypost')
  const indexer = await startIndexer({ chainId, rpcUrl, databaseUrl, deploymentsDir, logDir })
  const chains = [{ id: chainId, rpcUrl }]
  const api = await startApi({ databaseUrl, deploymentsDir, chains, logDir })
  await indexer.waitUntilLive()
  const isReady = async () => {
    await request(rpcUrl, 'evm_mine')
    return (await fetch(`${api.url}/readyz`)).ok
  }
  await poll(isReady, { for: 'the API to be ready', within: 60_000, every: 500 })
  const apiClient = createApiClient({ url: api.url, chain: 'eip155:31337' })

  /** A client of the node's n-th account, which has 10,000 ether. */
  function clientOf(addressIndex: number) {
    return createWalletClient({
      account: mnemonicToAccount(mnemonic, { addressIndex }),
      chain: hardhat,
      transport: http(rpcUrl),
      pollingInterval: 50,
      cacheTime: 0,
    })
      .extend(publicActions)
      .extend(testActions({ mode: 'hardhat' }))
  }

  const reader = clientOf(0)

  return {
    chainId,
    rpcUrl,
    databaseUrl,
    database,
    deploymentsDir,
    logDir,
    api: apiClient,
    apiProcess: api,
    clientOf,
    reader,
    /** A token with six decimals that anyone may mint. */
    async token(): Promise<{ address: Address; mint(to: Address, amount: bigint): Promise<void> }> {
      const world = openWorld(rpcUrl, deployment)
      const token = await deployToken(world, from(0))
      const mint = async (to: Address, amount: bigint) => {
        await waitUntilMined(reader, { hash: await token.write.mint([to, amount], from(0)) })
      }
      return { address: token.address, mint }
    },
    /** Waits until a transaction is mined. */
    async sent(hash: Hex | Promise<Hex>) {
      return await waitUntilMined(reader, { hash: await hash })
    },
    /** Waits until the API answers of the newest block. */
    async caughtUp(): Promise<void> {
      const head = await reader.getBlock()
      const isThere = async () => {
        const { chains: all } = await apiClient.getChains()
        return Number(all[0]?.indexedBlock ?? -1) >= Number(head.number)
      }
      await poll(isThere, {
        for: 'the API to answer of the newest block',
        within: 30_000,
        every: 50,
      })
    },
    async stop(): Promise<void> {
      await api.stop()
      await indexer.stop()
      await Promise.all([chain.stop(), database.stop()])
      await removeDatabase(databaseDir)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
