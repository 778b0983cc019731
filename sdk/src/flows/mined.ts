import type { Hash, TransactionReceipt } from 'viem'
import { waitForTransactionReceipt } from 'viem/actions'
import type { PennypostClient } from '../chain/client.ts'
import { TransactionFailedError } from '../errors/TransactionFailedError.ts'

/**
 * Waits until a transaction is mined, or the same one at another price.
 *
 * @throws {TransactionFailedError} It was refused after all, or another one took its place.
 */
export async function mined(client: PennypostClient, hash: Hash): Promise<TransactionReceipt> {
  let isReplaced = false
  const receipt = await waitForTransactionReceipt(client, {
    hash,
    onReplaced: ({ reason }) => {
      isReplaced = reason !== 'repriced'
    },
  })
  if (isReplaced) throw new TransactionFailedError(hash, 'replaced', receipt)
  if (receipt.status === 'reverted') throw new TransactionFailedError(hash, 'reverted', receipt)
  return receipt
}
