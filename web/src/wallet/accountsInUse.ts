import type { Address } from 'viem'
import { createClient, http } from 'viem'
import { getTransactionCount } from 'viem/actions'
import type { ScopedChain } from '../config/scopedChain.ts'
import { viemChain } from '../config/viemChain.ts'

/** In milliseconds: nobody waits longer for an order of accounts. */
const patience = 2_000

/**
 * Whether each of some accounts is somebody's on a chain: has ever sent a transaction, or is a wallet of an inbox, to which another may
 * have linked it. The node of the chain is asked, in one request.
 *
 * @returns In the order of `addresses`; undefined: the node did not say, or not in two seconds.
 */
export async function accountsInUse(
  chain: ScopedChain,
  addresses: readonly Address[],
): Promise<readonly boolean[] | undefined> {
  const { getInboxOf } = await import('../config/chainReads.ts')
  const { contracts } = chain
  const transport = http(chain.rpcUrl, { batch: true, timeout: patience, retryCount: 0 })
  const client = createClient({ chain: viemChain(chain), transport })
  const answers = addresses.map(async (address) => {
    const [count, inboxId] = await Promise.all([
      getTransactionCount(client, { address }),
      getInboxOf(client, { wallet: address, contracts }),
    ])
    return count > 0 || inboxId !== undefined
  })
  return await Promise.all(answers).catch(() => undefined)
}
