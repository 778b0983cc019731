import type { Contracts, PennypostClient } from '@pennypost/sdk'
import type { Hex, TransactionReceipt } from 'viem'
import { isAddressEqual } from 'viem'
import { PaymentUnsureError } from './letterProblems.ts'
import { stampStatusOf } from './stampStatusOf.ts'

/**
 * Asks the chain whether a stamp is there, now that the transaction is mined that the wallet named for it: a wallet may name any.
 *
 * @throws {PaymentUnsureError} It is not, or the chain does not answer. With `strayHash` where the transaction did not post it.
 */
export async function confirmStamp(
  client: PennypostClient,
  parameters: {
    stampId: Hex
    receipt: Pick<TransactionReceipt, 'transactionHash' | 'logs'>
    contracts: Contracts
  },
): Promise<void> {
  const { stampId, receipt, contracts } = parameters
  const status = await stampStatusOf(client, { stampId, contracts }).catch((cause: unknown) => {
    throw new PaymentUnsureError(undefined, { cause })
  })
  if (status !== 'none') return
  const { transactionHash, logs } = receipt
  // That it is gone from the chain again is another matter.
  const isPosting = logs.some(
    ({ address, topics }) =>
      isAddressEqual(address, contracts.PostOffice) && topics[1] === stampId.toLowerCase(),
  )
  throw new PaymentUnsureError(undefined, isPosting ? {} : { strayHash: transactionHash })
}
