import type { DestinationStream, Logger } from 'pino'
import { pino } from 'pino'
import { ApiError, detailOf } from './problem.ts'

/** What an error may carry that is not for a log: urls of nodes and databases, which hold secrets. */
const urls = /\b(?:https?|wss?|postgres(?:ql)?):\/\/[^\s'"]+/g

/** The log of the process: JSON lines, a constant `msg` and fields. `destination` writes them. */
export function createLog(level: string, destination: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      serializers: { err: (error) => describe(error) },
    },
    destination,
  )
}

/**
 * An error as a log shows it: message, code and causes without their urls, the stack of where it began. An `ApiError` is
 * foreseen: its sentence and the words of what caused it say all, and a stack would look like a crash.
 */
function describe(error: unknown, isForeseen = false): object {
  if (!(error instanceof Error)) return { message: redact(String(error)) }
  const isProblem = error instanceof ApiError
  const hasNoStack = isForeseen || (isProblem && error.code !== 'internal_error')
  const { code } = error as { code?: unknown }
  return {
    type: error.name,
    message: redact(isProblem ? detailOf(error) : error.message),
    ...(code === undefined ? {} : { code }),
    ...(error.stack && !hasNoStack ? { stack: redact(error.stack) } : {}),
    ...(error.cause === undefined ? {} : { cause: describe(error.cause, hasNoStack) }),
  }
}

function redact(text: string): string {
  return text.replaceAll(urls, '[url]')
}
