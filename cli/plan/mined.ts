import type { PennypostClient } from '@pennypost/sdk'
import { TransactionFailedError } from '@pennypost/sdk'
import type { Hash, TransactionReceipt } from 'viem'
import { waitForTransactionReceipt } from 'viem/actions'

/** Milliseconds after which it is not waited any longer. */
const timeout = 300_000

/**
 * Waits until a transaction is mined.
 *
 * @throws {TransactionFailedError} It was refused after all, or another one took its place.
 */
export async function mined(client: PennypostClient, hash: Hash): Promise<TransactionReceipt> {
  let isReplaced = false
  const receipt = await waitForTransactionReceipt(client, {
    ...{ hash, timeout },
    onReplaced: ({ reason }) => {
      isReplaced = reason !== 'repriced'
    },
  })
  if (isReplaced) throw new TransactionFailedError(hash, 'replaced', receipt)
  if (receipt.status === 'reverted') throw new TransactionFailedError(hash, 'reverted', receipt)
  return receipt
}
