import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { ApiError } from './problem.ts'

/** Where a page ends: the sort key of its last entry. */
type Position = readonly (string | number)[]

/** The cursors of one list. */
export type Cursors<P extends Position> = {
  /**
   * @returns undefined for the first page.
   * @throws {ApiError} `invalid_request` for what is no cursor of this list.
   */
  open(cursor: string | undefined): P | undefined
  /**
   * Cuts a page out of what was read: one entry more than asked for tells whether there is a next page.
   *
   * @param scannedTo - Position up to which a filtered list was looked through, if it does not end there.
   */
  cut<Row>(
    rows: readonly Row[],
    limit: number,
    positionOf: (row: Row) => P,
    scannedTo?: P | undefined,
  ): { page: Row[]; nextCursor?: string }
}

/** Characters of base64url that the tag of a cursor has: 9 bytes. */
const tagLength = 12

/**
 * Cursors are opaque to clients, who hand them back and never look inside. One is good for its own list only: the tag in
 * front is a hash of the list and the position, so that a cursor of another chain, path or filter, or one that somebody
 * has changed, is refused. It is no secret: whoever makes one up reads what anyone may read.
 *
 * @param list - What tells the list from all others: operation, chain, and what it is filtered by.
 * @param form - Of a position; anything else is refused.
 *
 * @example
 * const cursors = listCursors(['listRelays', chain.caip2], z.tuple([z.string()]))
 */
export function listCursors<P extends Position>(
  list: readonly unknown[],
  form: z.ZodType<P>,
): Cursors<P> {
  const tagOf = (position: string) =>
    createHash('sha256')
      .update(JSON.stringify([list, position]))
      .digest('base64url')
      .slice(0, tagLength)
  return {
    open(cursor) {
      if (cursor === undefined) return undefined
      const text = Buffer.from(cursor.slice(tagLength), 'base64url').toString()
      if (tagOf(text) !== cursor.slice(0, tagLength)) throw refused()
      const position = form.safeParse(parse(text))
      if (!position.success) throw refused()
      return position.data
    },
    cut(rows, limit, positionOf, scannedTo) {
      const page = rows.slice(0, limit)
      const last = page.at(-1)
      const end = rows.length > limit && last !== undefined ? positionOf(last) : scannedTo
      if (!end) return { page }
      const text = JSON.stringify(end)
      const nextCursor = tagOf(text) + Buffer.from(text).toString('base64url')
      return { page, nextCursor }
    },
  }
}

function refused(): ApiError {
  const detail = 'must be a nextCursor of this list, as it was given, with the same filters'
  return new ApiError('invalid_request', { errors: [{ in: 'query', pointer: '/cursor', detail }] })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
