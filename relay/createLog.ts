import type { DestinationStream, Logger } from 'pino'
import { pino } from 'pino'
import { redact } from './redact.ts'

/** The log of the process: JSON lines, a constant `msg` and fields; never letters, keys or urls. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  return pino({ level, base: null, serializers: { err: describe } }, destination)
}

function describe(error: unknown): object {
  if (!(error instanceof Error)) return { message: redact(String(error)) }
  const { name, message, stack = '', cause } = error
  return {
    ...{ type: name, message: redact(message), stack: redact(stack) },
    ...(cause !== undefined && { cause: describe(cause) }),
  }
}
