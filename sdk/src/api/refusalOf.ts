import { ApiAnswerError } from '../errors/ApiAnswerError.ts'
import { ApiProblemError, isProblem } from '../errors/ApiProblemError.ts'
import type { PennypostError } from '../errors/PennypostError.ts'
import { parsedFields } from './parsedFields.ts'
import { retryAfterOf } from './retryAfterOf.ts'
import type { ApiRequest } from './toRequest.ts'

/** The error that an answer without success is. */
export async function refusalOf(request: ApiRequest, response: Response): Promise<PennypostError> {
  const text = await response.text()
  const body = parsedFields(text)
  if (isProblem(body)) {
    return new ApiProblemError(body, { retryAfterSeconds: retryAfterOf(response) })
  }
  const { status } = response
  return new ApiAnswerError(request.asked, `it has status ${status}: ${excerptOf(text)}`, {
    status,
  })
}

/** The beginning of a text that nobody expected, fit to be printed. */
export function excerptOf(text: string): string {
  const shown = text.slice(0, 120).replaceAll(/[^\x20-\x7e]+/g, ' ')
  return text === '' ? 'nothing' : JSON.stringify(shown)
}
