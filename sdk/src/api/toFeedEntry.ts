import { ApiAnswerError } from '../errors/ApiAnswerError.ts'
import type { ApiSchemas } from './ApiClient.ts'
import { parsedFields } from './parsedFields.ts'

/**
 * The entry that an event tells.
 *
 * @throws {ApiAnswerError} It is none, or of another chain: to pass over it would leave a change out.
 */
export function toFeedEntry(
  { id, data }: { id: string | undefined; data: string },
  chain: string,
): ApiSchemas['FeedEntry'] {
  const entry = parsedFields(data)
  const isWhole =
    typeof entry?.type === 'string' && Array.isArray(entry.state) && typeof entry.block === 'object'
  if (isWhole && entry.id === id && entry.chain === chain) return entry as ApiSchemas['FeedEntry']
  throw new ApiAnswerError('getEvents', `the event ${id} has no entry of ${chain}`)
}
