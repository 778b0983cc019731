import type { Hash, TransactionReceipt } from 'viem'
import { waitForTransactionReceipt } from 'viem/actions'
import type { PennypostClient } from '../chain/client.ts'
import { TransactionFailedError } from '../errors/TransactionFailedError.ts'

export type WaitUntilMinedParameters = {
  hash: Hash
  /** Milliseconds after which it is not waited any longer; viem's, 180,000, unless given. The transaction may still be mined. */
  timeout?: number | undefined
}

/**
 * Waits until a transaction is mined, or the same one at another price. Other than `waitForTransactionReceipt`, it throws where the
 * transaction did not do what it was sent for.
 *
 * @returns Of what was mined.
 * @throws {TransactionFailedError} It was refused after all, or another one took its place.
 * @throws {WaitForTransactionReceiptTimeoutError} Of viem: it took too long.
 *
 * @example
 * const { gasUsed } = await waitUntilMined(client, { hash: await setTerms(client, terms) })
 */
export async function waitUntilMined(
  client: PennypostClient,
  { hash, timeout }: WaitUntilMinedParameters,
): Promise<TransactionReceipt> {
  let isReplaced = false
  const receipt = await waitForTransactionReceipt(client, {
    hash,
    ...(timeout !== undefined && { timeout }),
    onReplaced: ({ reason }) => {
      isReplaced = reason !== 'repriced'
    },
  })
  if (isReplaced) throw new TransactionFailedError(hash, 'replaced', receipt)
  if (receipt.status === 'reverted') throw new TransactionFailedError(hash, 'reverted', receipt)
  return receipt
}
