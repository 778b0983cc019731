import { ApiAnswerError } from '../errors/ApiAnswerError.ts'
import { ApiParameterError } from '../errors/ApiParameterError.ts'

/** Up to where a feed is known. */
export type FeedPosition = {
  /** Undefined: nothing is known of the feed yet. */
  last(): string | undefined
  /** Whether an id comes after all that is known. */
  isNew(id: string): boolean
  /** Says that everything up to an id is known; what is before the last is nothing new. */
  pass(id: string): void
}

/** @throws {ApiParameterError} `from` is no id. */
export function createFeedPosition(from: string | undefined): FeedPosition {
  if (from !== undefined && !isId(from)) {
    throw new ApiParameterError('from', 'must be the id of an entry, or the position of a snapshot')
  }
  let last = from

  function isNew(id: string): boolean {
    if (!isId(id)) throw new ApiAnswerError('getEvents', 'an entry has no id that could be one')
    return last === undefined || BigInt(id) > BigInt(last)
  }

  return {
    last: () => last,
    isNew,
    pass(id) {
      if (isNew(id)) last = id
    },
  }
}

function isId(text: string): boolean {
  return /^\d{1,16}$/.test(text)
}
