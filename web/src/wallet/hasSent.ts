import type { Address } from 'viem'
import { createClient, http } from 'viem'
import { getTransactionCount } from 'viem/actions'
import type { SiteChain } from '../config/siteConfig.ts'
import { viemChain } from '../config/viemChain.ts'

/** In milliseconds: nobody waits longer for an order of accounts. */
const patience = 2_000

/**
 * Whether each of some accounts has ever sent a transaction on a chain, asked of its node in one request.
 *
 * @returns In the order of `addresses`; undefined: the node did not say, or not in two seconds.
 */
export function hasSent(
  chain: SiteChain,
  addresses: readonly Address[],
): Promise<readonly boolean[] | undefined> {
  const transport = http(chain.rpcUrl, { batch: true, timeout: patience, retryCount: 0 })
  const client = createClient({ chain: viemChain(chain), transport })
  const counts = addresses.map((address) => getTransactionCount(client, { address }))
  return Promise.all(counts).then(
    (all) => all.map((count) => count > 0),
    () => undefined,
  )
}
