import type { Address, Hex } from 'viem'
import { hardhat } from 'viem/chains'
import { poll } from '../../scripts/stack/poll.ts'
import { request } from '../../scripts/stack/rpc.ts'

/** Where Multicall3 is on most chains, and where viem looks for it. */
const address: Address = '0xcA11bde05977b3631167028862bE2a173976CA11'

/** A chain as viem knows it, with Multicall3. */
export const chainWithMulticall = { ...hardhat, contracts: { multicall3: { address } } }

/**
 * Puts Multicall3 on an anvil, which has none. viem holds its bytecode and exports no way to it, so it is read from the file of the exact
 * version that package.json pins.
 */
export async function putMulticall3(rpcUrl: string): Promise<void> {
  const { href } = new URL(
    './_esm/constants/contracts.js',
    import.meta.resolve('viem/package.json'),
  )
  const { multicall3Bytecode } = (await import(href)) as { multicall3Bytecode: Hex }
  const [from] = (await request(rpcUrl, 'eth_accounts')) as Address[]
  const creation = { from, data: multicall3Bytecode }
  const hash = await request(rpcUrl, 'eth_sendTransaction', [creation])
  const mined = async () => (await request(rpcUrl, 'eth_getTransactionReceipt', [hash])) ?? false
  const receipt = await poll(mined, { for: 'Multicall3', within: 30_000 })
  const { contractAddress } = receipt as { contractAddress: Address }
  const code = await request(rpcUrl, 'eth_getCode', [contractAddress, 'latest'])
  await request(rpcUrl, 'anvil_setCode', [address, code])
}
