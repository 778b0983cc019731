import { useCallback, useSyncExternalStore } from 'react'
import { useChain } from '../config/useChain.ts'
import { usePublicClient } from '../config/usePublicClient.ts'
import { useWallet } from '../wallet/useWallet.ts'
import type { Sending } from './createSendings.ts'
import { ownLetterStore } from './ownLetterStore.ts'
import { sendings } from './sendings.ts'

/** How the sending of a letter stands in this tab; undefined: it is not being sent, and nothing went wrong. */
export function useSending(key: string): Sending | undefined {
  return useSyncExternalStore(sendings.subscribe, () => sendings.stateOf(key))
}

/** Takes letters on by the wallet and chain of now. */
export function useStartSending(): (key: string, options: { mayAsk: boolean }) => void {
  const chain = useChain()
  const client = usePublicClient()
  const { client: walletClient } = useWallet()
  return useCallback(
    (key, { mayAsk }) =>
      sendings.start(key, {
        ...{ chain, client, mayAsk, store: ownLetterStore },
        wallet: (watcher) => walletClient(watcher),
      }),
    [chain, client, walletClient],
  )
}
