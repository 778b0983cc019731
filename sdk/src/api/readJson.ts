import { ApiAnswerError } from '../errors/ApiAnswerError.ts'
import { parsedFields } from './parsedFields.ts'
import { excerptOf } from './refusalOf.ts'
import type { ApiRequest } from './toRequest.ts'

/**
 * The JSON object that an answer is.
 *
 * @throws {ApiAnswerError} It is something else.
 */
export async function readJson(
  { asked }: ApiRequest,
  response: Response,
): Promise<Readonly<Record<string, unknown>>> {
  const text = await response.text()
  const fields = parsedFields(text)
  if (fields) return fields
  const { status } = response
  throw new ApiAnswerError(asked, `it is no JSON object: ${excerptOf(text)}`, { status })
}
