import { z } from 'zod'
import { chainInput } from './primitives.ts'
import { namesOnePostage, postageNamedTwice, verifyFields } from './verify.ts'

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
  .transform((pairs): unknown => Object.fromEntries(pairs))

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue('must be JSON')
    return z.NEVER
  }
})

const { policy: _, ...fields } = verifyFields

/** A field written as text, described as in `VerifyRequest`. */
function asText<Schema extends z.ZodType>(schema: Schema, original: z.ZodType): Schema {
  const { description, examples } = original.meta() ?? {}
  return schema.meta({ description, examples })
}

/** `VerifyRequest` as a query: everything is text, `minCarriage` is `token:amount,…`, `mailing` and `senderStatement` are JSON, and `unknownInbox` stands for `policy`. */
export const verifyQuery = z
  .strictObject({
    chain: chainInput,
    ...fields,
    mailing: json.pipe(verifyFields.mailing.unwrap()).optional().meta({
      description:
        'The mailing that pays, instead of `stampId`: `{mailingId, index, proof}` as JSON.',
      examples: [],
    }),
    senderStatement: json.pipe(verifyFields.senderStatement.unwrap()).optional().meta({
      description:
        'What the sender signed about this letter, as JSON: the object that `VerifyRequest` has.',
      examples: [],
    }),
    senderAuthenticated: asText(yes.optional(), verifyFields.senderAuthenticated),
    minConfirmations: asText(
      whole.pipe(verifyFields.minConfirmations.unwrap()).optional(),
      verifyFields.minConfirmations,
    ),
    minSecondsLeft: asText(
      whole.pipe(verifyFields.minSecondsLeft.unwrap()).optional(),
      verifyFields.minSecondsLeft,
    ),
    minCarriage: amounts
      .pipe(verifyFields.minCarriage.unwrap())
      .optional()
      .meta({
        description: 'Least carriage by token: `token:amount`, with commas between several.',
        examples: ['0x0000000000000000000000000000000000000000:1000'],
      }),
    acceptUnpaidCarriage: asText(yes.optional(), verifyFields.acceptUnpaidCarriage),
    unknownInbox: z.enum(['refuse', 'carry']).optional().meta({
      description: 'What to do about an inbox that is not registered. Default: refuse.',
    }),
    explain: yes.optional().meta({
      description: 'Answer also with every row of the table and the values it compared.',
    }),
  })
  .refine(namesOnePostage, postageNamedTwice)
