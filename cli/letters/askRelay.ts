import { CliError } from '../errors/CliError.ts'
import { exitCodeOfRelay } from '../errors/exitCodeOfRelay.ts'
import { exitCodes } from '../exitCodes.ts'
import { printable } from '../print/printable.ts'

/** Milliseconds that a relay may take to begin its answer. */
const patience = 15_000

/** Longest answer that is read whole, in bytes. */
const longestAnswer = 65_536

/** Longest word of a stranger that is repeated. */
const longestDetail = 300

/**
 * Asks a relay something. Redirects are not followed: it is this relay that is asked.
 *
 * @param url - Of the relay, without a slash at its end.
 * @throws {CliError} It does not answer.
 */
export async function askRelay(url: string, path: string): Promise<Response> {
  try {
    const signal = AbortSignal.timeout(patience)
    return await fetch(`${url}${path}`, { redirect: 'error', signal })
  } catch (cause) {
    throw relaySilent(url, cause)
  }
}

/** The JSON document of an answer. @throws {CliError} It is another answer, or a refusal. */
export async function documentOf(url: string, response: Response): Promise<object> {
  if (!response.ok) throw await relayRefusal(url, response)
  const document = parsed(await textOf(response))
  if (document) return document
  throw new CliError(`What ${url} answers is none of a relay's. Is it one?`, {
    exitCode: exitCodes.untrusted,
  })
}

/** That a relay did not answer. */
export function relaySilent(url: string, cause: unknown): CliError {
  const { name, message, cause: inner } = cause as Error
  const { code } = (inner ?? {}) as { code?: unknown }
  const why = name === 'TimeoutError' ? 'it took too long' : String(code ?? message)
  return new CliError(`The relay at ${url} did not answer: ${printable(why)}.`, {
    exitCode: exitCodes.unreachable,
    cause,
  })
}

/** Why a relay does not do what it was asked, by its own words. */
export async function relayRefusal(url: string, response: Response): Promise<CliError> {
  const { status } = response
  const { code, detail } = (parsed(await textOf(response)) ?? {}) as Record<string, unknown>
  const said = [code, detail].filter((word) => typeof word === 'string').join(': ')
  const words = said === '' ? '' : `: ${printable(said).slice(0, longestDetail)}`
  const exitCode = exitCodeOfRelay(status)
  return new CliError(`The relay at ${url} answered ${status}${words}`, { exitCode })
}

async function textOf({ body }: Response): Promise<string> {
  if (!body) return ''
  const parts: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const part of body) {
      bytes += part.length
      if (bytes > longestAnswer) return ''
      parts.push(part)
    }
  } catch {
    return ''
  }
  return Buffer.concat(parts).toString('utf8')
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
