import type { Address } from 'viem'
import type { Connector } from 'wagmi'
import { createConnector } from 'wagmi'
import type { SiteChain } from '../config/siteConfig.ts'
import { viemChain } from '../config/viemChain.ts'
import { developmentStorage } from './developmentStorage.ts'
import type { Eip1193Provider } from './eip1193.ts'
import { WalletRequestError } from './eip1193.ts'

type Extras = {
  /** Takes the account of that number, now or when it connects. */
  choose(index: number): Promise<void>
  /** Number of the account that it is at. */
  chosen(): number | undefined
  /** Addresses of its accounts on a chain, by number. */
  addresses(chainId: number): Promise<readonly Address[]>
}

/** wagmi's connector of the development wallet. */
export type DevelopmentConnector = Connector & Extras

/** What it is called wherever it shows. */
export const developmentWalletName = 'Development wallet'

/** Injected wallets may claim any name and id, but never this type. */
const type = 'development'

/** Whether a connector is the development wallet, whatever it calls itself. */
export function isDevelopmentWallet(
  connector: Connector | undefined,
): connector is DevelopmentConnector {
  return connector?.type === type
}

/** A wallet over the mnemonics that the site gives for local chains. Its account is remembered, by tab first. */
export function developmentWallet(chains: readonly SiteChain[]) {
  const local = chains.filter(({ developmentMnemonic }) => developmentMnemonic !== undefined)
  let chainId = local[0]?.id
  let chosen = developmentStorage.read()
  let provider: Eip1193Provider | undefined

  function mnemonicOn(id: number | undefined): { chain: SiteChain; mnemonic: string } {
    const chain = local.find((one) => one.id === id)
    if (chain?.developmentMnemonic === undefined)
      throw new WalletRequestError(4902, 'The development wallet is for local chains only.')
    return { chain, mnemonic: chain.developmentMnemonic }
  }

  async function setting() {
    const { chain, mnemonic } = mnemonicOn(chainId)
    const { developmentAccount } = await import('./developmentAccounts.ts')
    return { chain, account: developmentAccount(mnemonic, chosen ?? 0) }
  }

  async function accounts(): Promise<readonly Address[]> {
    return [(await setting()).account.address]
  }

  return createConnector<Eip1193Provider, Extras>(({ emitter }) => {
    function switchTo(id: number): null {
      chainId = mnemonicOn(id).chain.id
      emitter.emit('change', { chainId })
      return null
    }

    return {
      id: 'pennypost.development',
      name: developmentWalletName,
      type,
      async connect({ chainId: wanted } = {}) {
        if (local.some(({ id }) => id === wanted)) chainId = wanted
        chosen ??= 0
        developmentStorage.write(chosen)
        const { chain } = mnemonicOn(chainId)
        return { accounts: (await accounts()) as never, chainId: chain.id }
      },
      disconnect() {
        chosen = undefined
        developmentStorage.clear()
        return Promise.resolve()
      },
      getAccounts: accounts,
      getChainId: () => Promise.resolve(mnemonicOn(chainId).chain.id),
      async getProvider() {
        if (provider) return provider
        const { developmentProvider } = await import('./developmentProvider.ts')
        provider ??= developmentProvider({ setting, switchTo })
        return provider
      },
      isAuthorized: () => Promise.resolve(chosen !== undefined),
      switchChain({ chainId: id }) {
        switchTo(id)
        return Promise.resolve(viemChain(mnemonicOn(id).chain))
      },
      onAccountsChanged: () => undefined,
      onChainChanged: (id) => emitter.emit('change', { chainId: Number(id) }),
      onDisconnect: () => emitter.emit('disconnect'),
      async choose(index) {
        chosen = index
        developmentStorage.write(index)
        emitter.emit('change', { accounts: await accounts() })
      },
      chosen: () => chosen,
      async addresses(id) {
        const { developmentAddresses } = await import('./developmentAccounts.ts')
        return developmentAddresses(mnemonicOn(id).mnemonic)
      },
    }
  })
}
