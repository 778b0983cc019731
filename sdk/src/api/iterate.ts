import type { operations } from '../../../generated/operations.ts'
import { ApiAnswerError } from '../errors/ApiAnswerError.ts'
import { ApiParameterError } from '../errors/ApiParameterError.ts'
import type { ApiAnswer, CallOptions, ListOperationId } from './ApiClient.ts'
import { operationOf } from './operationOf.ts'

/** How far a list is read, and how each page is asked for. */
export type IterateOptions = CallOptions & {
  /** Most entries in all; every one of the list unless told. */
  limit?: number | undefined
}

/** A method of the client that gives a list by pages. */
export type ListMethod<id extends ListOperationId, parameters> = {
  readonly operationId: id
  (parameters: parameters, options?: CallOptions | undefined): Promise<unknown>
}

/** An entry of the list that an operation gives. */
export type ListEntry<id extends ListOperationId> = ApiAnswer<id>[(typeof operations)[id]['list'] &
  keyof ApiAnswer<id>] extends readonly (infer entry)[]
  ? entry
  : never

/** Most entries that the API gives at once. */
const mostOfPage = 200

/**
 * Every entry of a list, page by page as they are taken. Each page is true of its own `asOf`: entries that come in meanwhile may be in
 * it or not, and none comes twice.
 *
 * @param method - Of a client: `api.listInboxStamps`, `api.listMovements`, …
 * @param parameters - As the method takes them, but for `cursor` and `limit`.
 * @throws What the method throws, when the page is asked for.
 *
 * @example
 * for await (const stamp of iterate(api.listInboxStamps, { inboxId, status: 'open' }, { limit: 1_000 })) show(stamp)
 */
export async function* iterate<id extends ListOperationId, parameters>(
  method: ListMethod<id, parameters>,
  parameters: Omit<NonNullable<parameters>, 'cursor' | 'limit'>,
  { limit = Number.POSITIVE_INFINITY, ...options }: IterateOptions = {},
): AsyncGenerator<ListEntry<id>, void, undefined> {
  if (!(limit >= 0)) throw new ApiParameterError('limit', 'must be 0 or above')
  const field = operationOf(method.operationId).list ?? ''
  let cursor: string | undefined
  for (let left = limit; left > 0; ) {
    const asked = { ...parameters, cursor, limit: Math.min(mostOfPage, Math.ceil(left)) }
    const page = (await method(asked as parameters, options)) as Record<string, unknown>
    const entries = entriesOf(method.operationId, page[field])
    for (const entry of entries.slice(0, left)) yield entry as ListEntry<id>
    left -= entries.length
    const next = page.nextCursor
    if (next === undefined) return
    if (typeof next !== 'string' || next === cursor) {
      throw new ApiAnswerError(method.operationId, 'its `nextCursor` does not lead on')
    }
    cursor = next
  }
}

function entriesOf(id: ListOperationId, entries: unknown): readonly unknown[] {
  if (Array.isArray(entries)) return entries
  throw new ApiAnswerError(id, 'it has no list')
}
