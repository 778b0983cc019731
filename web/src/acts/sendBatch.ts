import type { Call } from '@pennypost/sdk'
import { TransactionFailedError } from '@pennypost/sdk'
import type { Hash, TransactionReceipt } from 'viem'
import { sendCalls, waitForCallsStatus, waitForTransactionReceipt } from 'viem/actions'
import { causesOf } from '../wallet/causesOf.ts'
import type { WalletClient } from '../wallet/createWalletClient.ts'
import { BatchFailedError } from './BatchFailedError.ts'
import { BatchRefusedError } from './BatchRefusedError.ts'
import { noteGoneOut } from './mayHaveGoneOut.ts'

/**
 * Has calls sent as one, all or none (EIP-5792), and waits until it is mined.
 *
 * @throws {BatchRefusedError} The wallet will not; nothing was sent.
 * @throws {BatchFailedError} The wallet gave it up.
 * @throws {TransactionFailedError} It was mined and refused.
 */
export async function sendBatch(
  client: WalletClient,
  calls: readonly Call[],
): Promise<readonly TransactionReceipt[]> {
  const id = await ask(client, calls)
  const { status, statusCode, receipts } = await noteGoneOut(
    waitForCallsStatus(client, { id, timeout: 180_000 }),
  )
  const hashes = new Set((receipts ?? []).map((receipt) => receipt.transactionHash as Hash))
  const mined = await noteGoneOut(
    Promise.all([...hashes].map((hash) => waitForTransactionReceipt(client, { hash }))),
  )
  if (status === 'success') return mined
  const [receipt] = mined
  if (statusCode === 500 && receipt)
    throw new TransactionFailedError(receipt.transactionHash, 'reverted', receipt)
  throw new BatchFailedError(statusCode)
}

async function ask(client: WalletClient, calls: readonly Call[]): Promise<string> {
  const sending = sendCalls(client, { calls: [...calls], forceAtomic: true })
  try {
    return (await noteGoneOut(sending)).id
  } catch (error) {
    if (isBatchRefusal(error))
      throw new BatchRefusedError('The wallet does not send these calls as one.', { cause: error })
    throw error
  }
}

/** Of EIP-5792: 5700 capability, 5710 chain, 5720 twice, 5740 too large, 5750 upgrade refused, 5760 not atomic; and no such method. */
const refusals: ReadonlySet<unknown> = new Set([5700, 5710, 5740, 5750, 5760, -32601, 4200])

function isBatchRefusal(error: unknown): boolean {
  return causesOf(error).some((cause) => refusals.has((cause as { code?: unknown }).code))
}
