import { mayBeSent } from '@pennypost/sdk'
import { causesOf } from '../wallet/causesOf.ts'
import { isRefusal } from '../wallet/isRefusal.ts'
import { WalletChangedError } from '../wallet/WalletChangedError.ts'

const noted = new WeakSet<object>()

/** Whether something may have been sent although this was thrown: it must be looked up before it is done again. */
export function mayHaveGoneOut(error: unknown): boolean {
  if (isSurelyNot(error)) return false
  return mayBeSent(error) || causesOf(error).some((cause) => noted.has(cause))
}

/** Notes what is thrown while something is sent, or after. */
export async function noteGoneOut<value>(sending: Promise<value>): Promise<value> {
  try {
    return await sending
  } catch (error) {
    if (error instanceof Object) noted.add(error)
    throw error
  }
}

/** -32002: the wallet had another request open and did not take this one; 4100 and 4200: it would not begin. 5700 and so on: nor did it. */
const surelyNot: ReadonlySet<unknown> = new Set([
  -32002, 4100, 4200, -32601, 5700, 5710, 5740, 5750, 5760,
])

function isSurelyNot(error: unknown): boolean {
  if (isRefusal(error)) return true
  return causesOf(error).some(
    (cause) =>
      (cause instanceof WalletChangedError && !noted.has(cause)) ||
      surelyNot.has((cause as { code?: unknown }).code) ||
      (cause as { name?: unknown }).name === 'InsufficientFundsError',
  )
}
