import { z } from 'zod'
import { asOf } from './asOf.ts'
import { nextCursor } from './page.ts'
import { address, amount, blockNumber, bytes32, time } from './primitives.ts'

/** How far back in its transaction the stamps of a movement are looked for, in events: so many it names at most. */
export const maxMovementStamps = 100

const movementKind = z.enum(['deposit', 'withdrawal', 'credit', 'debit', 'self'])

const movementCause = z.enum(['transfer', 'postage', 'surplus', 'carriage', 'stake', 'refund'])

export const movement = z
  .object({
    kind: movementKind.meta({
      description:
        '`deposit` and `withdrawal`: money that came in and went out. `credit` and `debit`: within the PostOffice. `self`: a transfer to itself, which changes nothing.',
    }),
    cause: movementCause.optional().meta({
      description:
        'Of a credit or debit. `postage`: it paid for stamps or a mailing. `surplus`: native money sent along with a post and not needed. `carriage`: earned as a relay. `stake`: collected. `refund`: returned or expired postage, or the rest of a mailing. `transfer`: an ERC-6909 transfer.',
    }),
    token: address,
    amount: amount.meta({ description: 'By how much the balance rose or fell, above 0.' }),
    counterparty: address.optional().meta({
      description:
        'Who paid a deposit in, who was paid a withdrawal out, the other side of a transfer. Absent where that is the escrow.',
    }),
    caller: address.meta({ description: 'Who called the PostOffice.' }),
    stampIds: z
      .array(bytes32)
      .optional()
      .meta({
        description: `The stamps that it is for, the last one first: a call that settles several credits an account once. At most ${maxMovementStamps}. Those of \`postage\` and \`surplus\` are what was posted right before in the transaction.`,
      }),
    hasMoreStamps: z
      .literal(true)
      .optional()
      .meta({ description: 'Present if it is for more stamps than are named.' }),
    mailingId: bytes32.optional().meta({ description: 'The mailing that it is for.' }),
    letters: z
      .int()
      .optional()
      .meta({ description: 'Letters of the mailing whose stake it is; with `stake` only.' }),
    blockNumber,
    logIndex: z.int(),
    timestamp: time,
    transaction: bytes32,
  })
  .meta({ id: 'Movement' })

export const movementsResponse = z
  .object({
    account: address,
    movements: z.array(movement).meta({
      description:
        'Newest first. All credits and deposits less all debits and withdrawals in a token are the balance in it.',
    }),
    nextCursor,
    asOf,
  })
  .meta({ id: 'MovementsResponse' })

export type Movement = z.infer<typeof movement>
export type MovementCause = z.infer<typeof movementCause>
