import type { DestinationStream, Logger } from 'pino'
import { pino } from 'pino'

/** What an error may carry that is not for a log: urls of nodes and databases, which hold secrets. */
const urls = /\b(?:https?|wss?|postgres(?:ql)?):\/\/[^\s'"]+/g

/** The log of the process: JSON lines, a constant `msg` and fields. `destination` writes them. */
export function createLog(level: string, destination: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      serializers: { err: describe },
    },
    destination,
  )
}

/** An error as a log shows it: message, code and causes without their urls, the stack of where it began. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { message: redact(String(error)) }
  const { code } = error as { code?: unknown }
  return {
    type: error.name,
    message: redact(error.message),
    ...(code === undefined ? {} : { code }),
    ...(error.stack ? { stack: redact(error.stack) } : {}),
    ...(error.cause === undefined ? {} : { cause: describe(error.cause) }),
  }
}

function redact(text: string): string {
  return text.replaceAll(urls, '[url]')
}
