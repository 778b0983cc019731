import type { Hook } from '@hono/zod-openapi'
import type { ZodError } from 'zod'
import type { RequestError } from '../../protocol/wire/problem.ts'
import type { AppEnv } from '../app.ts'
import { ApiError } from '../problem.ts'

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

/** One entry per fault, unknown fields included, each with the JSON pointer of its field. */
export function toRequestErrors(error: ZodError, part: RequestError['in']): RequestError[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        in: part,
        pointer: toPointer([...issue.path, key]),
        detail: 'is not a field of this request',
      }))
    }
    return [{ in: part, pointer: toPointer(issue.path), detail: issue.message }]
  })
}

/** JSON pointer after RFC 6901. */
function toPointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
