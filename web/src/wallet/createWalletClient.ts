import type { Account, Address, Chain, Client, Transport } from 'viem'
import { createClient, hexToNumber, isAddressEqual } from 'viem'
import type { Config } from 'wagmi'
import type { NodeClient } from '../config/NodeClient.ts'
import type { SiteChain } from '../config/siteConfig.ts'
import { viemChain } from '../config/viemChain.ts'
import { connectionOf } from './connectionOf.ts'
import type { Eip1193Provider } from './eip1193.ts'
import { WalletChangedError } from './WalletChangedError.ts'
import type { WalletWatcher } from './walletTransport.ts'
import { walletTransport } from './walletTransport.ts'

/** A client of viem that asks the connected wallet to sign and send, and the site's node for all else. */
export type WalletClient = Client<Transport, Chain, Account>

type Parameters = {
  config: Config
  chain: SiteChain
  publicClient: NodeClient
  watcher?: WalletWatcher | undefined
}

/**
 * A client for the account that is connected now. It never asks the wallet for another account or on another chain.
 *
 * @throws {WalletChangedError} No wallet is connected.
 */
export async function createWalletClient(parameters: Parameters): Promise<WalletClient> {
  const { config, chain, publicClient, watcher } = parameters
  const connection = connectionOf(config)
  const [account] = connection?.accounts ?? []
  if (!connection || !account) throw new WalletChangedError(zero, 'gone')
  const wallet = (await connection.connector.getProvider()) as Eip1193Provider

  async function check(): Promise<void> {
    const now = connectionOf(config)
    if (now?.connector.uid !== connection?.connector.uid)
      throw new WalletChangedError(account as Address, 'gone')
    if (!now?.accounts[0] || !isAddressEqual(now.accounts[0], account as Address))
      throw new WalletChangedError(account as Address, 'account')
    const chainId = hexToNumber((await wallet.request({ method: 'eth_chainId' })) as `0x${string}`)
    if (chainId !== chain.id) throw new WalletChangedError(account as Address, 'chain')
  }

  return createClient({
    account,
    chain: viemChain(chain),
    transport: walletTransport({ wallet, node: publicClient, check, watcher }),
    pollingInterval: chain.developmentMnemonic === undefined ? 1_000 : 150,
  })
}

const zero: Address = '0x0000000000000000000000000000000000000000'
