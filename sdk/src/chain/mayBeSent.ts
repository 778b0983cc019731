import { BaseError } from 'viem'
import { TransactionFailedError } from '../errors/TransactionFailedError.ts'

/** viem's errors after which nothing can have gone out: the person declined, the wallet did not begin, or the gas was yet to be found. */
const sure = new Set([
  'UserRejectedRequestError',
  'UnauthorizedProviderError',
  'ChainMismatchError',
  'EstimateGasExecutionError',
])

const unclear = new WeakSet<object>()

/**
 * Whether a transaction may have gone out although sending it threw this error, or waiting for it: the node's answer was lost, or did not
 * come in time. Before doing the same again, look on the chain: at a stamp's status, say.
 *
 * @param error - What an action or a flow of this package threw. False: what it had not sent before, as its steps tell, was not sent.
 *
 * @example
 * const isOpen = mayBeSent(error) && (await getStampStatus(client, { stampId })).status !== 'none'
 */
export function mayBeSent(error: unknown): boolean {
  return unclear.has(error as object)
}

/** Notes an error of what sends a transaction, or comes after that, unless it is sure that none did anything. */
export async function noteUnclear<sent>(sending: Promise<sent>): Promise<sent> {
  try {
    return await sending
  } catch (error) {
    if (error instanceof Object && !isSure(error)) unclear.add(error)
    throw error
  }
}

function isSure(error: object): boolean {
  if (!(error instanceof BaseError)) return error instanceof TransactionFailedError
  return error.walk((cause) => sure.has((cause as Error).name)) !== null
}
