import { createConfig } from 'ponder'

import { inboxRegistryAbi } from './generated/inboxRegistryAbi.ts'
import { postOfficeAbi } from './generated/postOfficeAbi.ts'
import { relayRegistryAbi } from './generated/relayRegistryAbi.ts'
import { readDeployment } from './index.ts'
import { readEnv } from './indexer/env.ts'
import { firstBlockOrExit } from './indexer/firstBlock.ts'

const env = readEnv()
const { contracts } = readDeployment(env.chainId, env.deploymentsDir)

/** Ponder allows a url 20 requests a second at first, a node on this machine too; named ten times it has ten such allowances. */
const isLocal = env.rpcUrls.every((url) =>
  ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname),
)

const at = ({ address, block }: { address: `0x${string}`; block: number }) =>
  ({ chain: 'chain', address, startBlock: block }) as const

/** One process indexes one chain: why, and what follows, is in docs/decisions/0003-indexer.md. */
export default createConfig({
  database: { kind: 'postgres', connectionString: env.databaseUrl },
  chains: {
    chain: {
      id: env.chainId,
      rpc: isLocal ? env.rpcUrls.flatMap((url) => Array<string>(10).fill(url)) : [...env.rpcUrls],
      ...(env.wsUrl === undefined ? {} : { ws: env.wsUrl }),
      ...(isLocal ? { pollingInterval: 100 } : {}),
    },
  },
  contracts: {
    InboxRegistry: { abi: inboxRegistryAbi, ...at(contracts.InboxRegistry) },
    RelayRegistry: { abi: relayRegistryAbi, ...at(contracts.RelayRegistry) },
    PostOffice: { abi: postOfficeAbi, ...at(contracts.PostOffice) },
  },
  blocks: { Blocks: { chain: 'chain', interval: 1, startBlock: await firstBlockOrExit(env) } },
})
