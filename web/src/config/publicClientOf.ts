import { createClient, http } from 'viem'
import type { NodeClient } from './NodeClient.ts'
import { nodeReads } from './nodeReads.ts'
import type { SiteChain } from './siteConfig.ts'
import { viemChain } from './viemChain.ts'

const clients = new Map<string, NodeClient>()

/** Asks the site's node about a chain: what is asked at once goes there in one request. The same client each time. */
export function publicClientOf(chain: SiteChain): NodeClient {
  const name = `${chain.id} ${chain.rpcUrl}`
  const known = clients.get(name)
  if (known) return known
  const client: NodeClient = createClient({
    chain: viemChain(chain),
    transport: http(chain.rpcUrl, { batch: true, timeout: 15_000, retryCount: 2 }),
    pollingInterval: chain.developmentMnemonic === undefined ? 2_000 : 250,
  }).extend(nodeReads)
  clients.set(name, client)
  return client
}
