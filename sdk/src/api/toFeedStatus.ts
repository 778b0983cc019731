import { ApiAnswerError } from '../errors/ApiAnswerError.ts'
import { parsedFields } from './parsedFields.ts'
import type { FeedStatus } from './watchEvents.ts'

/** What an event says of the chain's state. @throws {ApiAnswerError} */
export function toFeedStatus(data: string): FeedStatus {
  const status = parsedFields(data)
  if (typeof status?.fit === 'boolean') return status as FeedStatus
  throw new ApiAnswerError('getEvents', 'a status does not say whether the chain is fit')
}
