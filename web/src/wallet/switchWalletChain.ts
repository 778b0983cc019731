import { hexToNumber, numberToHex } from 'viem'
import type { Config } from 'wagmi'
import type { SiteChain } from '../config/siteConfig.ts'
import { causesOf } from './causesOf.ts'
import { connectionOf } from './connectionOf.ts'
import type { Eip1193Provider } from './eip1193.ts'

/**
 * Asks the connected wallet to be on a chain, and to take it up first where it does not know it.
 *
 * @throws What the wallet throws: see `isRefusal`.
 */
export async function switchWalletChain(config: Config, chain: SiteChain): Promise<void> {
  const connection = connectionOf(config)
  if (!connection) return
  const { connector } = connection
  const wallet = (await connector.getProvider()) as Eip1193Provider
  const chainId = numberToHex(chain.id)
  const ask = () => wallet.request({ method: 'wallet_switchEthereumChain', params: [{ chainId }] })
  try {
    await ask()
  } catch (error) {
    if (!isUnknownChain(error)) throw error
    await wallet.request({ method: 'wallet_addEthereumChain', params: [chainToAdd(chain)] })
    // Some wallets are on the chain once they have it, others only know it then.
    if (!(await isOn(wallet, chain))) await ask()
  }
  // Not every wallet tells of the change by an event.
  if (await isOn(wallet, chain)) connector.onChainChanged(chainId)
}

async function isOn(wallet: Eip1193Provider, chain: SiteChain): Promise<boolean> {
  return (
    hexToNumber((await wallet.request({ method: 'eth_chainId' })) as `0x${string}`) === chain.id
  )
}

function isUnknownChain(error: unknown): boolean {
  return causesOf(error).some((cause) => {
    const { code, message } = cause as { code?: unknown; message?: unknown }
    return code === 4902 || /unrecogni[sz]ed chain|wallet_addEthereumChain/i.test(String(message))
  })
}

/** As EIP-3085 has it. */
function chainToAdd(chain: SiteChain) {
  const { id, name, nativeCurrency, rpcUrl, blockExplorerUrl } = chain
  return {
    chainId: numberToHex(id),
    chainName: name,
    nativeCurrency,
    rpcUrls: [new URL(rpcUrl, location.href).href],
    ...(blockExplorerUrl !== undefined && { blockExplorerUrls: [blockExplorerUrl] }),
  }
}
