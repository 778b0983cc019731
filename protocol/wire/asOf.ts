import { z } from 'zod'
import { blockNumber, bytes32, chain, time } from './primitives.ts'

/** What an answer is true of. */
export const asOf = z
  .object({
    chain,
    blockNumber,
    blockHash: bytes32,
    blockTimestamp: time,
    safeBlock: blockNumber.meta({
      description: "The node's `safe` block, 0 where it knows none; from the last poll.",
      examples: ['1170'],
    }),
    finalizedBlock: blockNumber.meta({
      description: "The node's `finalized` block, 0 where it knows none; from the last poll.",
      examples: ['1138'],
    }),
    headBlock: blockNumber.meta({
      description: "The node's newest block; from the last poll.",
      examples: ['1235'],
    }),
  })
  .meta({
    id: 'AsOf',
    description:
      'The block that the answer is true of: the first four fields were read in the same statement as the answer itself.',
  })

export type AsOf = z.infer<typeof asOf>
