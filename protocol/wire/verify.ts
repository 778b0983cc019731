import type { Address, Hex } from 'viem'
import { z } from 'zod'
import { reasonCodes, reasons } from '../reasons.ts'
import { asOf } from './asOf.ts'
import { bounded, boundedArray, boundedObject, fieldsOf, hasMoreKeys } from './bounded.ts'
import {
  address,
  addressInput,
  amount,
  amountInput,
  blockNumber,
  bytes32,
  bytes32Input,
  chainInput,
  duration,
  time,
} from './primitives.ts'
import { problem } from './problem.ts'
import { stampStatus } from './stamp.ts'

/** Most items of a batch, and most tokens of one `minCarriage`. */
export const maxBatchItems = 1_000
export const maxMinCarriageTokens = 64
/** Siblings of a leaf in the largest mailing, of 2^32 − 1 letters. */
const maxProofLength = 32

const tooManyTokens = `must name at most ${maxMinCarriageTokens} tokens`

/** Too many keys are refused before any is looked at; so is `__proto__`, which JSON may have and records pass over in silence. */
const refuseOddKeys = (value: unknown, context: z.core.$RefinementCtx): unknown => {
  if (hasMoreKeys(value, maxMinCarriageTokens)) {
    context.issues.push({ code: 'custom', input: value, message: tooManyTokens })
  } else if (typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__')) {
    const message = 'must be a token: 0x and 40 hexadecimal digits'
    context.issues.push({ code: 'custom', input: value, path: ['__proto__'], message })
  }
  return value
}

const amountByToken = z
  .record(
    z.string().regex(/^0x[0-9a-fA-F]{40}$/, 'must be a token: 0x and 40 hexadecimal digits'),
    amountInput,
  )
  .superRefine((amounts, context) => {
    const tokens = Object.keys(amounts)
    if (new Set(tokens.map((token) => token.toLowerCase())).size < tokens.length) {
      context.addIssue('must name each token once')
    }
  })
  .transform(
    (amounts): ReadonlyMap<Address, bigint> =>
      new Map(
        Object.entries(amounts).map(([token, least]) => [token.toLowerCase() as Address, least]),
      ),
  )

const minCarriage = z.preprocess(refuseOddKeys, amountByToken)

/** As `senderInput`, but an address must come as 20 bytes: as 32 it would name an inbox that cannot be. */
const sender = z
  .string()
  .regex(/^0x([0-9a-fA-F]{40}|[0-9a-fA-F]{64})$/, {
    error: 'must be a wallet (0x and 40 hexadecimal digits) or an inbox id (0x and 64)',
    // Whatever is neither would fail the next pattern as well.
    abort: true,
  })
  .regex(/^0x(?!0{24}[0-9a-fA-F]{40}$)/, 'is an address written as 32 bytes: send its 20 bytes')
  .transform((value) => value.toLowerCase() as Hex)
  .meta({ examples: ['0x70997970C51812dc3A010C7d01b50e0d17dc79C8'] })

/** A letter's place in a mailing, with the proof of it. */
const mailing = boundedObject({
  mailingId: bytes32Input,
  index: z
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .meta({ description: 'The place of the letter in the mailing, from 0.', examples: [0] }),
  proof: boundedArray(
    z.array(bytes32Input).max(maxProofLength),
    maxProofLength,
    'is longer than any proof',
  ).meta({
    description: 'Siblings of its leaf, from the leaves up; none in a mailing of one letter.',
    examples: [['0xb5553de315e0edf504d9150af82dafa5c4667fa618ed0a6f19c69b41166c5510']],
  }),
}).meta({ id: 'VerifyMailing' })

/** `SenderStatement` but for what the request says itself: the letter, its recipient, and the relay. */
const senderStatement = boundedObject({
  wallet: addressInput.meta({ description: 'The wallet that signed; `0x000…0`: a key did.' }),
  senderInboxId: bytes32Input.meta({
    description:
      "The sender's inbox. By a key: the one whose key it is. By a wallet: its inbox, or `0x000…0` for none named.",
  }),
  keyId: bytes32Input.meta({ description: 'The key that signed; `0x000…0`: a wallet did.' }),
  issuedAt: z
    .int()
    .min(0)
    .max(2 ** 40 - 1)
    .meta({
      description: 'Unix seconds. It counts from 60 s before until one day after.',
      examples: [1_795_000_000],
    }),
  signature: z
    .string()
    .regex(
      /^0x([0-9a-fA-F]{128}|[0-9a-fA-F]{130})$/,
      'must be the 64 bytes of a key’s signature, or the 65 of a wallet’s',
    )
    .transform((value) => value as Hex)
    .meta({ description: 'By a key 64 bytes; by a wallet 65, r ‖ s ‖ v.' }),
}).meta({ id: 'VerifySenderStatement' })

/** The fields of a verify request but `chain` and `explain`. */
export const verifyFields = {
  inboxId: bytes32Input.meta({ description: 'The recipient.' }),
  sender: sender.meta({
    description: 'Who claims to have written: a wallet, or an inbox id; in any case.',
  }),
  letterHash: bytes32Input.meta({
    description:
      'keccak256 of the sealed bytes that the relay holds: compute it, never take it from the sender.',
  }),
  relay: addressInput.meta({ description: 'The relay that asks, by its operator address.' }),
  stampId: bytes32Input.optional().meta({
    description:
      'The stamp that pays. Then it alone is judged; without it, every stamp of the letter is.',
  }),
  mailing: mailing.optional().meta({
    description: 'The mailing that pays, instead of `stampId`. Then it alone is judged.',
  }),
  senderStatement: senderStatement.optional().meta({
    description:
      'What the sender signed about this letter: EIP-712 `SenderStatement(bytes32 inboxId,address wallet,bytes32 senderInboxId,bytes32 keyId,bytes32 letterHash,address relay,uint40 issuedAt)` in the domain of InboxRegistry. One that does not hold proves nothing, and is no error.',
  }),
  senderAuthenticated: z.literal(true).optional().meta({
    description:
      'The relay has made sure by itself that the letter is from `sender`. Without it consent does not count.',
  }),
  finality: z.enum(['latest', 'safe', 'finalized']).optional().meta({
    description: 'How final must be what speaks for the sender. Default: latest.',
  }),
  minConfirmations: z
    .int()
    .min(1)
    .max(2 ** 31 - 1)
    .optional()
    .meta({
      description:
        'In how many blocks must stand what speaks for the sender, its own and the newest included. Default: 1.',
      examples: [3],
    }),
  minSecondsLeft: z
    .int()
    .min(0)
    .max(2 ** 40 - 1)
    .optional()
    .meta({
      description:
        'Least seconds to answer that a stamp not yet admitted must have left. Default: nine tenths of the window that the inbox asked for when it was posted.',
      examples: [3_600],
    }),
  minCarriage: minCarriage.optional().meta({
    description:
      'Least carriage by token, on top of what the relay asked on chain. Naming a token also lets it pass where the relay does not accept it on chain.',
    examples: [{ '0x0000000000000000000000000000000000000000': '1000' }],
  }),
  acceptUnpaidCarriage: z.literal(true).optional().meta({
    description: 'Also take stamps that name no relay, and so pay none.',
  }),
  policy: boundedObject({
    unknownInbox: z.enum(['refuse', 'carry']).optional().meta({
      description: 'What to do about an inbox that is not registered. Default: refuse.',
    }),
  }).optional(),
}

/** Postage is named once: the message for whoever names it twice. */
export const postageNamedTwice = {
  path: ['mailing'],
  error: 'names postage besides stampId: leave out one of them',
}

/** @returns Whether postage is named at most once. */
export function namesOnePostage(request: { stampId?: unknown; mailing?: unknown }): boolean {
  return request.stampId === undefined || request.mailing === undefined
}

/** What to judge, of one letter. */
export const verifyItem = bounded(
  z.strictObject(verifyFields).refine(namesOnePostage, postageNamedTwice),
  fieldsOf(verifyFields),
).meta({ id: 'VerifyItem', description: 'A letter to judge. Unknown fields are refused.' })

const requestFields = {
  chain: chainInput,
  ...verifyFields,
  explain: z.literal(true).optional().meta({
    description: 'Answer also with every row of the table and the values it compared.',
  }),
}

export const verifyRequest = bounded(
  z.strictObject(requestFields).refine(namesOnePostage, postageNamedTwice),
  fieldsOf(requestFields),
).meta({ id: 'VerifyRequest', description: 'A letter to judge. Unknown fields are refused.' })

/** An item of a batch, checked for itself, so that a bad one spoils no other. */
export type CheckedItem =
  | { request: VerifyItem; faults?: undefined }
  | { request?: undefined; faults: readonly z.core.$ZodIssue[] }

const checkedItem = verifyItem
  .transform((request): CheckedItem => ({ request }))
  .catch(({ error }) => ({ faults: error.issues }))
  // What documents schemas cannot look into a catch.
  .meta({ type: 'object', allOf: [{ $ref: '#/components/schemas/VerifyItem' }] })

export const verifyBatchRequest = boundedObject({
  chain: chainInput,
  items: boundedArray(
    z.array(checkedItem).max(maxBatchItems),
    maxBatchItems,
    `must have at most ${maxBatchItems} items`,
  ).meta({ description: 'At most 1,000.' }),
}).meta({ id: 'VerifyBatchRequest' })

const postageStatus = z.enum([...stampStatus.options, 'closed']).meta({
  description:
    'As the chain has it; `expired` of a stamp only once somebody called `expire`. A letter of a mailing is `collected`, or what its mailing is: `open`, `admitted` or `closed`.',
})

export const postage = z
  .object({
    stampId: bytes32.optional().meta({ description: 'Of a stamp.' }),
    mailingId: bytes32.optional().meta({ description: 'Of a letter of a mailing.' }),
    index: z
      .int()
      .optional()
      .meta({ description: 'Its place in the mailing.', examples: [0] }),
    sender: address.meta({ description: 'Who pays.' }),
    relay: address.meta({ description: 'Who may take the carriage; `0x000…0`: nobody.' }),
    token: address,
    carriage: amount.meta({ description: 'For this letter.' }),
    stake: amount.meta({ description: 'For this letter.' }),
    expiresAt: time,
    window: duration.meta({
      description:
        'Seconds to answer that the inbox asked for when this was posted; of a mailing, those that it asks now if it did not accept the token then, and 0 if it does not now.',
    }),
    status: postageStatus,
    postedBlock: blockNumber.meta({
      description: 'Number of the block in which it was posted, or the mailing opened; decimal.',
    }),
    postedBlockHash: bytes32,
    postedAt: time,
    confirmations: z.int().meta({
      description: 'Blocks it stands in, its own included.',
      examples: [1],
    }),
  })
  .meta({
    id: 'Postage',
    description: 'The postage judged: on a refusal, the one that got furthest.',
  })

export const quoteEntry = z
  .object({
    token: address,
    symbol: z.string().optional(),
    decimals: z.int().optional(),
    stake: amount.meta({ description: 'Least stake.' }),
    carriage: amount.meta({ description: 'Least carriage.' }),
    relay: address.meta({
      description:
        'The relay to name in the stamp: the one that asks, or `0x000…0` where it accepts unpaid carriage.',
    }),
    window: duration.meta({ description: 'Least seconds from posting to `expiresAt`.' }),
  })
  .meta({ id: 'VerifyQuote', description: 'One way to pay for the letter now.' })

export const explainedRow = z
  .object({
    row: z.int().meta({ description: 'Its number in the table of the docs.', examples: [4] }),
    condition: z.string().meta({ examples: ['the door is free'] }),
    outcome: z.enum(['no_match', 'match', 'held', 'not_reached']).meta({
      description:
        '`match`: the condition holds, and decides unless an earlier row is `held`. `held`: it would decide in favour, but not yet at the finality asked for: then `not_final`, unless postage passes.',
    }),
    reason: z.enum(reasonCodes).optional(),
    values: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .meta({ description: 'The values compared, as far as they are known.' }),
  })
  .meta({ id: 'ExplainedRow' })

const verdictFields = {
  eligible: z.boolean().meta({ description: 'Whether the letter may be carried.' }),
  reason: z.enum(reasonCodes).meta({
    description: [
      'Why. More may be added: take an unknown one as not eligible.',
      ...Object.entries(reasons).map(([code, meaning]) => `- \`${code}\`: ${meaning}`),
    ].join('\n'),
  }),
  postage: postage.optional(),
  quote: z.array(quoteEntry).optional().meta({
    description: 'What new postage takes now, one entry per token; where new postage would help.',
  }),
  consent: z.enum(['none', 'allowed', 'denied']).optional().meta({
    description:
      "The inbox's word on the sender as claimed; `allowed` counts only with `senderProof` verified, and for what was proven: a key proves its inbox, not one wallet of that. Absent where the inbox is unknown.",
  }),
  senderInboxId: bytes32.optional().meta({
    description: "The sender's own inbox, where it is registered on this chain.",
  }),
  senderProof: z.enum(['verified', 'unverified']).meta({
    description:
      '`verified`: the relay says that it has authenticated the sender, or `senderStatement` holds.',
  }),
  validForSeconds: z.int().meta({
    description:
      'How long this may be taken as the answer without asking again: about one block. No lock: that is `admit`.',
    examples: [1],
  }),
  retryAfterSeconds: z
    .int()
    .optional()
    .meta({
      description: 'With `postage_unknown` and `not_final`: when asking again may help.',
      examples: [2],
    }),
}

export const verdict = z
  .object({ ...verdictFields, asOf, rows: z.array(explainedRow).optional() })
  .meta({ id: 'Verdict' })

/** A verdict of a batch, whose `asOf` stands beside the results. */
export const verdictItem = z.object(verdictFields).meta({ id: 'VerdictItem' })

export const verifyBatchResponse = z
  .object({
    results: z.array(z.union([verdictItem, problem])).meta({
      description:
        'In the order of the items: a verdict, or the problem of a bad item, which has no `eligible`.',
    }),
    asOf,
  })
  .meta({ id: 'VerifyBatchResponse' })

/** A parsed item: ids and addresses in lower case. */
export type VerifyItem = z.output<typeof verifyItem>
export type Verdict = z.infer<typeof verdict>
export type VerdictItem = z.infer<typeof verdictItem>
export type Postage = z.infer<typeof postage>
export type QuoteEntry = z.infer<typeof quoteEntry>
export type ExplainedRow = z.infer<typeof explainedRow>
