import { z } from 'zod'

/** Where a page ends, opaque to clients: they hand it back and never look inside. */
export function toCursor(position: string): string {
  return Buffer.from(position).toString('base64url')
}

/**
 * A cursor in a request.
 *
 * @param position - Form of what `toCursor` was given; anything else is refused as invalid.
 */
export function cursorInput(position: RegExp) {
  return z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,512}$/, 'must be a nextCursor as it was given')
    .transform((cursor, context) => {
      const decoded = Buffer.from(cursor, 'base64url').toString()
      if (!position.test(decoded)) context.addIssue('must be a nextCursor as it was given')
      return decoded
    })
}
