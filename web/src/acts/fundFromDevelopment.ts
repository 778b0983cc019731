import type { Address } from 'viem'
import { createClient, http } from 'viem'
import { sendTransaction, waitForTransactionReceipt } from 'viem/actions'
import type { SiteChain } from '../config/siteConfig.ts'
import { viemChain } from '../config/viemChain.ts'

/** Has the first development account of a local chain send money. */
export async function fundFromDevelopment(
  chain: SiteChain,
  to: Address,
  value: bigint,
): Promise<void> {
  const { developmentMnemonic } = chain
  if (developmentMnemonic === undefined) return
  const { developmentAccount } = await import('../wallet/developmentAccounts.ts')
  const client = createClient({ chain: viemChain(chain), transport: http(chain.rpcUrl) })
  const account = developmentAccount(developmentMnemonic, 0)
  const hash = await sendTransaction(client, { account, to, value })
  await waitForTransactionReceipt(client, { hash, pollingInterval: 200 })
}
