import { z } from 'zod'
import { asOf } from './asOf.ts'
import { stateTableNames } from './stateTables.ts'

const position = z.string().meta({
  description: 'A position in the feed: an id to go on from, as `Last-Event-ID`.',
  examples: ['1795377600017'],
})

/** The first line. */
export const snapshotBegin = z
  .object({
    type: z.literal('snapshot'),
    position: position.meta({
      description:
        'Where to go on in the feed: the rows that follow are as old as this, or newer. Apply all from here on, in order.',
    }),
    settledBefore: z.int().meta({
      description:
        'Unix seconds. Stamps and mailings that expired before, and the mail of these, are left out: whoever asks for one not found here is refused either way.',
    }),
    asOf: asOf.meta({ description: 'Where the index was when the first line was written.' }),
    keys: z.record(z.string(), z.array(z.string())).meta({
      description:
        'By table, the columns that tell a row from others of it: those of `key` in `state` of the feed.',
      examples: [{ stamp: ['stampId'], mail: ['mailingId', 'index'] }],
    }),
  })
  .meta({ id: 'SnapshotBegin' })

/** A line for each row. */
export const snapshotRow = z
  .object({
    table: z.enum(stateTableNames),
    row: z.record(z.string(), z.unknown()).meta({ description: 'As `state` of the feed has it.' }),
  })
  .meta({ id: 'SnapshotRow' })

/** The last line of a snapshot that is whole. */
export const snapshotEnd = z
  .object({
    type: z.literal('end'),
    position: position.meta({
      description: 'Rows and feed up to here are the index as it was at one block.',
    }),
    rows: z.int().meta({ description: 'How many rows there were.' }),
  })
  .meta({ id: 'SnapshotEnd' })

/** The last line of one that is not: throw it away. */
export const snapshotAborted = z
  .object({
    type: z.literal('aborted'),
    code: z.string().meta({ description: 'As in a problem.', examples: ['index_stale'] }),
    detail: z.string(),
  })
  .meta({ id: 'SnapshotAborted' })

export const snapshotLine = z
  .union([snapshotBegin, snapshotRow, snapshotEnd, snapshotAborted])
  .meta({ id: 'SnapshotLine', description: 'One line: a JSON object, told apart by `type`.' })

export type SnapshotBegin = z.infer<typeof snapshotBegin>
export type SnapshotEnd = z.infer<typeof snapshotEnd>
export type SnapshotAborted = z.infer<typeof snapshotAborted>
export type SnapshotRow = z.infer<typeof snapshotRow>
