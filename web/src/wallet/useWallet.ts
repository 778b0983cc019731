import { useCallback, useMemo } from 'react'
import type { Address } from 'viem'
import { useConfig, useConnection } from 'wagmi'
import { disconnect } from 'wagmi/actions'
import { useChain } from '../config/useChain.ts'
import type { WalletClient } from './createWalletClient.ts'
import { isDevelopmentWallet } from './developmentWallet.ts'
import { switchWalletChain } from './switchWalletChain.ts'
import { useCanBatch } from './useCanBatch.ts'
import { useWalletShared } from './useWalletShared.ts'
import type { WalletWatcher } from './walletTransport.ts'

/** The wallet of the person before the page, as far as there is one. */
export type Wallet = {
  /** `connecting`: the one of last time may still come. */
  status: 'connecting' | 'none' | 'connected'
  address?: Address | undefined
  /** Of the wallet, as it calls itself: anything. */
  name?: string | undefined
  /** Where the wallet is. */
  chainId?: number | undefined
  /** Whether that is the chain that the page is about. */
  isOnChain: boolean
  isDevelopment: boolean
  /** Whether several calls can be one, all or none of them. */
  canBatch: boolean
  /** Opens the dialog. */
  connect(): void
  disconnect(): void
  /** Asks the wallet to be on the page's chain. @throws What the wallet throws. */
  switchChain(): Promise<void>
  /** For the account and chain of now. @throws {WalletChangedError} None is connected. */
  client(watcher?: WalletWatcher): Promise<WalletClient>
}

/** The connected wallet, anew whenever account or chain change. */
export function useWallet(): Wallet {
  const config = useConfig()
  const chain = useChain()
  const { setDialog, isPatient } = useWalletShared()
  const connection = useConnection()
  const { address, chainId, connector } = connection
  const status = statusOf(connection, isPatient)
  const isConnected = status === 'connected'
  const canBatch = useCanBatch()

  const connect = useCallback(() => setDialog('wallets'), [setDialog])
  const leave = useCallback(() => {
    for (const { connector } of [...config.state.connections.values()])
      void disconnect(config, { connector }).catch(() => undefined)
  }, [config])
  const switchChain = useCallback(() => switchWalletChain(config, chain), [config, chain])
  const client = useCallback(
    // Fetched when it is first needed: no page shows anything by it.
    async (watcher?: WalletWatcher) => {
      const [{ createWalletClient }, { publicClientOf }] = await Promise.all([
        import('./createWalletClient.ts'),
        import('../config/publicClientOf.ts'),
      ])
      return await createWalletClient({
        config,
        chain,
        publicClient: publicClientOf(chain),
        watcher,
      })
    },
    [config, chain],
  )

  return useMemo(
    () => ({
      status,
      ...(isConnected && { address, chainId, name: connector?.name }),
      isOnChain: isConnected && chainId === chain.id,
      isDevelopment: isConnected && isDevelopmentWallet(connector),
      canBatch: isConnected && canBatch,
      ...{ connect, disconnect: leave, switchChain, client },
    }),
    [
      status,
      isConnected,
      address,
      chainId,
      connector,
      chain,
      canBatch,
      connect,
      leave,
      switchChain,
      client,
    ],
  )
}

function statusOf(
  { status, address, connector }: ReturnType<typeof useConnection>,
  isPatient: boolean,
): Wallet['status'] {
  const isThere = address !== undefined && typeof connector?.getProvider === 'function'
  // While another wallet is being connected, the one before stays.
  if (isThere && status !== 'reconnecting') return 'connected'
  return status === 'reconnecting' && isPatient ? 'connecting' : 'none'
}
