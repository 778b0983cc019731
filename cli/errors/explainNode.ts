import { BaseError } from 'viem'
import type { ExitCode } from '../exitCodes.ts'
import { exitCodes } from '../exitCodes.ts'
import { printable } from '../print/printable.ts'
import type { Explanation } from './explain.ts'

/** viem's errors that tell of the way to the node. */
const outages = new Set([
  'HttpRequestError',
  'LimitExceededRpcError',
  'ResourceUnavailableRpcError',
  'TimeoutError',
  'WaitForTransactionReceiptTimeoutError',
])

/** Those that tell what the chain, or a token, thinks of the call. */
const refusals = new Set([
  'CallExecutionError',
  'ContractFunctionExecutionError',
  'ContractFunctionRevertedError',
  'ContractFunctionZeroDataError',
  'EstimateGasExecutionError',
  'ExecutionRevertedError',
  'InsufficientFundsError',
  'TransactionExecutionError',
])

/** Those that tell of a value that no contract can take. */
const misfits = new Set([
  'AbiEncodingBytesSizeMismatchError',
  'IntegerOutOfRangeError',
  'InvalidAddressError',
])

/** What an error on the way to the chain means for who asked; undefined if it is none of viem's. */
export function explainNode(error: unknown): Explanation | undefined {
  if (!(error instanceof BaseError)) return undefined
  const outage = found(error, outages)
  if (outage) return told(exitCodes.unreachable, outage.name, outageText(outage))
  const misfit = found(error, misfits)
  if (misfit) return told(exitCodes.usage, misfit.name, textOf(misfit))
  if (isPoor(error)) {
    const text = 'The account has too little of the native token for the value and the gas of this.'
    return told(exitCodes.refused, 'InsufficientFundsError', text)
  }
  const refusal = found(error, refusals)
  if (refusal) return told(exitCodes.refused, refusal.name, textOf(error))
  return told(exitCodes.unexpected, error.name, `The node answered: ${textOf(error)}`)
}

/** Nodes say it in words of their own, not all of which viem knows. */
function isPoor(error: BaseError): boolean {
  if (found(error, new Set(['InsufficientFundsError']))) return true
  return /insufficient funds|enough funds/i.test(error.details ?? '')
}

function told(exitCode: ExitCode, name: string, message: string): Explanation {
  return { exitCode, message, name }
}

function found(error: BaseError, names: ReadonlySet<string>): BaseError | undefined {
  const one = error.walk((cause) => cause instanceof BaseError && names.has(cause.name))
  return (one ?? undefined) as BaseError | undefined
}

/** Urls of nodes have keys in their paths, so only where the node is gets told. */
function outageText(error: BaseError): string {
  if (error.name === 'WaitForTransactionReceiptTimeoutError') {
    return `${textOf(error)} It may still be mined: look for it before you send anything again.`
  }
  const { url, status, cause } = error as { url?: unknown; status?: unknown; cause?: unknown }
  const at = typeof url === 'string' && URL.canParse(url) ? ` at ${new URL(url).origin}` : ''
  const why = typeof status === 'number' ? `status ${status}` : causeText(cause ?? error)
  return `The node${at} did not answer: ${why}. Is --rpc right, and the node running?`
}

function causeText(cause: unknown): string {
  if (!(cause instanceof Error)) return 'it took too long'
  const inner = cause.cause as { code?: unknown; message?: unknown } | undefined
  const code = inner?.code ?? (cause as { code?: unknown }).code
  if (typeof code === 'string') return code
  return cause instanceof BaseError ? 'it took too long' : cause.message
}

function textOf(error: BaseError): string {
  const { details, shortMessage } = error
  const sentence = shortMessage.trim().replaceAll('\n', ' ')
  const more = details && !sentence.includes(details) ? ` ${details}` : ''
  return printable(`${sentence}${more}`)
}
