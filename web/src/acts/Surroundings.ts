import type { ApiClient } from '@pennypost/sdk'
import type { QueryClient } from '@tanstack/react-query'
import type { Config } from 'wagmi'
import type { Caip2 } from '../config/caip2.ts'
import type { ScopedChain } from '../config/scopedChain.ts'
import type { ToastSayer } from '../ui/useToast.ts'
import type { Wallet } from '../wallet/useWallet.ts'
import type { ActEvent } from './actProgress.ts'

/** What the page has around an act at the moment of the click. */
export type Surroundings = {
  config: Config
  chain: ScopedChain
  wallet: Wallet
  api: ApiClient<Caip2>
  queries: QueryClient
  toast: ToastSayer
  report(event: ActEvent): void
  /** Whether the act is on the page: what cannot be seen there is said in passing. */
  isShown(): boolean
  /** Starts the act anew. */
  again(): void
}
