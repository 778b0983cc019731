import { z } from 'zod'

/** What a token calls itself, in an answer. */
export const tokenSymbol = z
  .string()
  .min(1)
  .max(128)
  .meta({
    description:
      'What the token calls itself, without what cannot be seen; absent where it says nothing that could be shown, or has not been read yet. Anyone may call a token anything: go by its address.',
    examples: ['USDC'],
  })

/** Digits behind the point of a token's unit, in an answer. */
export const tokenDecimals = z
  .int()
  .min(0)
  .max(255)
  .meta({
    description:
      "Digits behind the point: amounts are in the token's smallest unit. Absent as `symbol` is.",
    examples: [6],
  })
