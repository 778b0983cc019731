import type { Address, TransactionReceipt } from 'viem'
import type { ScopedChain } from '../config/scopedChain.ts'
import type { WalletClient } from '../wallet/createWalletClient.ts'
import type { PlannedCall } from './plan.ts'

/** What an act has at hand while it runs. */
export type ActContext = {
  /** With account and chain of the moment when it began; it never asks the wallet for others. Any flow of the SDK can be given it. */
  client: WalletClient
  /** Whose act it is. */
  account: Address
  chain: ScopedChain
  /** Sends calls: as one where the wallet can, else one after the other. Waits until they are mined. */
  send(calls: readonly PlannedCall[]): Promise<readonly TransactionReceipt[]>
  /** Ends the step before and begins another. Calls that are sent have steps of their own. */
  step(label: string): void
  /** Aborted when the wallet goes away. */
  signal: AbortSignal
}
