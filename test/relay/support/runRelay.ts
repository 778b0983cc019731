import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Hex } from 'viem'
import { bytesToHex } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { createLog } from '../../../relay/createLog.ts'
import { parseEnv } from '../../../relay/env.ts'
import { openRelay } from '../../../relay/openRelay.ts'
import { mnemonic } from '../../../scripts/seed/world.ts'
import type { LiveChain } from '../../sdk/guard/support/liveChain.ts'

export type RunningRelay = {
  url: string
  /** Everything that it logged. */
  log: Record<string, unknown>[]
  databaseUrl: string
  stop(): Promise<void>
}

/** The secret of the node's n-th account. */
export function secretOf(addressIndex: number): Hex {
  const { privateKey } = mnemonicToAccount(mnemonic, { addressIndex }).getHdKey()
  return bytesToHex(privateKey as Uint8Array)
}

/** What a relay of the node's n-th account is set up with. */
export function envOf(chain: LiveChain, addressIndex: number, databaseUrl: string) {
  return {
    RELAY_DATABASE_URL: databaseUrl,
    RELAY_RPC_URL: chain.rpcUrl,
    RELAY_API_URL: chain.api.url,
    RELAY_PRIVATE_KEY: secretOf(addressIndex),
    RELAY_ADMIT_INTERVAL_SECONDS: '3600',
  }
}

/** Runs the relay whose operator is the node's n-th account, on a database of its own or that of a former run. */
export async function runRelay(
  chain: LiveChain,
  addressIndex: number,
  { databaseUrl, ...more }: Record<string, string> & { databaseUrl?: string } = {},
): Promise<RunningRelay> {
  const name = `relay_${addressIndex}_${Date.now()}`
  const ownUrl = databaseUrl ?? (await chain.database.createDatabase(name))
  const log: Record<string, unknown>[] = []
  const env = parseEnv({ ...envOf(chain, addressIndex, ownUrl), ...more })
  const logger = createLog('info', { write: (line) => void log.push(JSON.parse(line)) })
  const relay = await openRelay(env, logger)
  const server = createAdaptorServer({ fetch: relay.fetch }) as Server
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    log,
    databaseUrl: ownUrl,
    async stop() {
      relay.end()
      server.close()
      await relay.close()
      server.closeAllConnections()
    },
  }
}
