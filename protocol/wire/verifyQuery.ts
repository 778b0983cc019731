import { z } from 'zod'
import { chainInput } from './primitives.ts'
import { verifyFields } from './verify.ts'

const whole = z
  .string()
  .regex(/^[0-9]{1,15}$/, 'must be a whole number')
  .transform(Number)
const yes = z.literal('true').transform(() => true as const)

const amounts = z
  .string()
  .regex(/^[^:,]+:[^:,]+(,[^:,]+:[^:,]+)*$/, 'must be token:amount, with commas between several')
  .transform((list) => list.split(',').map((pair) => pair.split(':') as [string, string]))
  .superRefine((pairs, context) => {
    const tokens = pairs.map(([token]) => token)
    if (new Set(tokens).size < tokens.length) context.addIssue('must name each token once')
  })
  .transform((pairs) => Object.fromEntries(pairs))

const { policy: _, ...fields } = verifyFields

/** `VerifyRequest` as a query: everything is text, `minCarriage` is `token:amount,…`, and `unknownInbox` stands for `policy`. */
export const verifyQuery = z.strictObject({
  chain: chainInput,
  ...fields,
  senderAuthenticated: yes.optional(),
  minConfirmations: whole.pipe(verifyFields.minConfirmations.unwrap()).optional(),
  minSecondsLeft: whole.pipe(verifyFields.minSecondsLeft.unwrap()).optional(),
  minCarriage: amounts.pipe(verifyFields.minCarriage.unwrap()).optional(),
  acceptUnpaidCarriage: yes.optional(),
  unknownInbox: z.enum(['refuse', 'carry']).optional(),
  explain: yes.optional(),
})
