import { PennypostError, RelayAnswerError } from '@pennypost/sdk'
import type { ExitCode } from '../exitCodes.ts'
import { exitCodes } from '../exitCodes.ts'
import { printable } from '../print/printable.ts'
import { CliError } from './CliError.ts'
import { exitCodeOfRelay } from './exitCodeOfRelay.ts'
import { explainApi } from './explainApi.ts'
import { explainFile } from './explainFile.ts'
import { explainNode } from './explainNode.ts'

/** An error as it is told. */
export type Explanation = {
  exitCode: ExitCode
  message: string
  /** What a script can go by: a contract's error, a problem of the API, or the name of the error. */
  name: string
  /** Whether it is a fault of the program, so that its stack is of use. */
  isFault?: boolean | undefined
}

/** Errors of the SDK that are not about what was given to it. */
const exitCodeOf: ReadonlyMap<string, ExitCode> = new Map([
  ['AllowanceTooLowError', exitCodes.refused],
  ['ApiAnswerError', exitCodes.untrusted],
  ['ApiSnapshotError', exitCodes.untrusted],
  ['ApiUnreachableError', exitCodes.unreachable],
  ['ChunkRefusalError', exitCodes.refused],
  ['ContractRefusalError', exitCodes.refused],
  ['CursorExpiredError', exitCodes.untrusted],
  ['NoEncryptionKeyError', exitCodes.refused],
  ['PostageRefusedError', exitCodes.refused],
  ['PostageTooHighError', exitCodes.refused],
  ['TokenBalanceTooLowError', exitCodes.refused],
  ['TokenRefusalError', exitCodes.refused],
  ['TransactionFailedError', exitCodes.refused],
])

/** What to say of an error, and what to end with. */
export function explain(error: unknown): Explanation {
  if (error instanceof CliError) {
    return { exitCode: error.exitCode, message: error.message, name: error.name }
  }
  if (error instanceof PennypostError) return explainSdk(error)
  return explainNode(error) ?? explainFile(error) ?? explainFault(error)
}

type Facts = { code?: unknown; errorName?: unknown; status?: unknown; done?: unknown }

function explainSdk(error: PennypostError): Explanation {
  const { code, errorName, status, done } = error as Facts
  const isProblem = error.name === 'ApiProblemError'
  const exitCode = isProblem
    ? exitCodeOfProblem(Number(status))
    : (exitCodeOf.get(error.name) ?? exitCodeOfAnswer(error))
  const message =
    explainApi(error) ??
    (done === undefined ? printable(error.shortMessage) : error.message.replace(/\n\nSee \S+/, ''))
  const name = [errorName, isProblem ? code : undefined].find((one) => typeof one === 'string')
  return { exitCode, message, name: (name as string | undefined) ?? error.name }
}

/** A problem of the API: what was asked is wrong or not there, or the API cannot answer now. */
function exitCodeOfProblem(status: number): ExitCode {
  if (status === 503) return exitCodes.untrusted
  if (status === 410) return exitCodes.untrusted
  if (status === 408 || status === 429 || status >= 500) return exitCodes.unreachable
  return exitCodes.usage
}

/** A relay that refuses, is away, or is not to be believed; what else there is was given wrong. */
function exitCodeOfAnswer(error: PennypostError): ExitCode {
  if (!(error instanceof RelayAnswerError)) return exitCodes.usage
  const { reason, status } = error
  if (reason === 'refused') return exitCodeOfRelay(status ?? 0)
  const isAway = reason === 'redirected' || reason === 'too_slow' || reason === 'unreachable'
  return isAway ? exitCodes.unreachable : exitCodes.untrusted
}

function explainFault(error: unknown): Explanation {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  return {
    exitCode: exitCodes.unexpected,
    message: `This is not meant to happen: ${stack ?? message}`,
    name,
    isFault: true,
  }
}
