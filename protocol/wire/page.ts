import { z } from 'zod'

/** Most entries of a page of any list, and how many it has where none are asked for. */
export const maxPageEntries = 200
export const defaultPageEntries = 50

/** The query fields of every list. What a cursor means is for the API alone. */
export const pageInput = {
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,2048}$/, 'must be a nextCursor as it was given')
    .optional()
    .meta({
      description:
        'The `nextCursor` of the page before, of the same list with the same filters. Pages go on where the last one ended, whatever has come in meanwhile.',
    }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(maxPageEntries)
    .default(defaultPageEntries)
    .meta({ description: 'Most entries of a page.', examples: [20] }),
}

/** The field that every list answers with, beside its entries. */
export const nextCursor = z
  .string()
  .optional()
  .meta({
    description:
      'Give it as `cursor` for the next page; absent on the last one. A page that a filter was applied to may have fewer entries than asked for, or none, and still a next one.',
    examples: ['cG9zaXRpb24tYW5kLXRhZw'],
  })
