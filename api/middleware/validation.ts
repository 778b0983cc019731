import type { Hook } from '@hono/zod-openapi'
import type { ZodError } from 'zod'
import type { RequestError } from '../../protocol/wire/problem.ts'
import type { AppEnv } from '../app.ts'
import { ApiError } from '../problem.ts'
import { messageOf } from './messageOf.ts'

/** What the validators call a part of the request, and what a problem calls it. */
const parts: Record<string, RequestError['in']> = {
  json: 'body',
  query: 'query',
  param: 'path',
  header: 'header',
}

/** After each validator: turns what the schema refuses into the problem `invalid_request`. */
export const refuseInvalid: Hook<unknown, AppEnv, string, void> = (result) => {
  if (result.success) return
  throw new ApiError('invalid_request', {
    errors: toRequestErrors(result.error, parts[result.target] ?? 'body'),
  })
}

/** Most faults that a problem names, and most characters of a name: an answer must not outgrow its request. */
const mostErrors = 10
const mostCharacters = 64

/** The first faults, unknown fields included, each with the JSON pointer of its field; then how many more there are. */
export function toRequestErrors(error: ZodError, part: RequestError['in']): RequestError[] {
  const errors: RequestError[] = []
  let more = 0
  for (const issue of error.issues) {
    const isUnknown = issue.code === 'unrecognized_keys'
    const paths = isUnknown
      ? issue.keys.slice(0, mostErrors).map((key) => [...issue.path, key])
      : [issue.path]
    const named = paths.slice(0, mostErrors - errors.length)
    const detail = isUnknown ? 'is not a field of this request' : messageOf(issue)
    errors.push(...named.map((path) => ({ in: part, pointer: toPointer(path), detail })))
    more += (isUnknown ? issue.keys.length : 1) - named.length
  }
  if (more > 0) errors.push({ in: part, pointer: '', detail: `and ${more} more faults` })
  return errors
}

/** JSON pointer after RFC 6901. */
function toPointer(path: readonly PropertyKey[]): string {
  return path
    .map((key) => String(key).slice(0, mostCharacters).replaceAll('~', '~0').replaceAll('/', '~1'))
    .map((key) => `/${key}`)
    .join('')
}
