import type { Chain, Transport } from 'viem'
import { http } from 'viem'
import type { Config } from 'wagmi'
import { createConfig, createStorage } from 'wagmi'
import type { SiteConfig } from '../config/siteConfig.ts'
import { viemChain } from '../config/viemChain.ts'
import { developmentWallet } from './developmentWallet.ts'
import { walletStorage } from './walletStorage.ts'

/**
 * What wagmi needs to know of the site: its chains, and the wallets beside those that announce themselves (EIP-6963).
 *
 * @throws {Error} The site has no chain.
 */
export function createWalletConfig({ chains }: SiteConfig): Config {
  const [first, ...others] = chains.map(viemChain)
  if (!first) throw new Error('The site has no chain.')
  const hasDevelopment = chains.some((chain) => chain.developmentMnemonic !== undefined)
  return createConfig({
    chains: [first, ...others] as readonly [Chain, ...Chain[]],
    transports: Object.fromEntries(chains.map(({ id, rpcUrl }) => [id, http(rpcUrl)])) as Record<
      number,
      Transport
    >,
    connectors: hasDevelopment ? [developmentWallet(chains)] : [],
    multiInjectedProviderDiscovery: true,
    storage: createStorage({ key: 'pennypost.wallet', storage: walletStorage }),
  })
}
