import { createTestClient, defineChain, http, publicActions, walletActions } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'

const mnemonic = 'test test test test test test test test test test test junk'

/** The nth of the accounts that a Hardhat node gives money to. */
export function accountAt(addressIndex: number) {
  return mnemonicToAccount(mnemonic, { addressIndex })
}

export type Account = ReturnType<typeof accountAt>
export type LocalClient = ReturnType<typeof localClient>

/** Reads, writes and steers a Hardhat node. */
export function localClient(chainId: number, url: string) {
  const chain = defineChain({
    id: chainId,
    name: 'Local',
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [url] } },
  })
  return createTestClient({
    chain,
    mode: 'hardhat',
    transport: http(url),
    cacheTime: 0,
    pollingInterval: 20,
  })
    .extend(publicActions)
    .extend(walletActions)
}
