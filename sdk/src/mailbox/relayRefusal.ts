import { parsedFields } from '../api/parsedFields.ts'
import { retryAfterOf } from '../api/retryAfterOf.ts'
import { RelayAnswerError } from '../x402/RelayAnswerError.ts'
import { readShort } from './readShort.ts'

/** Longest word of a stranger that is repeated. */
const longestDetail = 300

/** Most seconds that a relay may ask to be left alone for: who waits for letters looks again. */
const longestRetryAfter = 300

/** The error that an answer without success is, with the relay's own words. */
export async function relayRefusal(url: string, response: Response): Promise<RelayAnswerError> {
  const { status } = response
  const retryAfter = retryAfterOf(response)
  const retryAfterSeconds = retryAfter && Math.min(retryAfter, longestRetryAfter)
  const problem = parsedFields((await readShort(response)) ?? '')
  return refusalBy(`The relay at ${url} answered ${status}`, problem, { status, retryAfterSeconds })
}

/** The error that a problem is, as a relay wrote it, who may write anything. */
export function refusalBy(
  happened: string,
  { code, detail }: Readonly<Record<string, unknown>> = {},
  answer: { status?: number; retryAfterSeconds?: number | undefined } = {},
): RelayAnswerError {
  const said = [code, detail].filter((word) => typeof word === 'string' && word !== '')
  const words = said.join(': ').replaceAll(/\p{C}/gu, '?').slice(0, longestDetail)
  const sentence = words === '' ? `${happened}.` : `${happened}: ${words}`
  const known = typeof code === 'string' && /^\w{1,64}$/.test(code) ? code : undefined
  return new RelayAnswerError('refused', sentence, {
    ...{ ...answer, code: known, docsPath: 'docs/relay.md' },
  })
}
