import { z } from 'zod'
import { asOf } from './asOf.ts'
import { nextCursor } from './page.ts'
import {
  address,
  amount,
  blockNumber,
  bytes,
  bytes32,
  chain,
  duration,
  time,
} from './primitives.ts'
import { problem } from './problem.ts'

/** Most keys, most accounts, and most terms, that one answer lists. */
export const maxInboxKeys = 256
export const maxInboxAccounts = 200
export const maxInboxTerms = 200
/** Most stamps, and most revoked keys, that the counts of an inbox go over. */
export const maxCountedStamps = 10_000
export const maxCountedKeys = 10_000

export const door = z.enum(['free', 'postage', 'closed']).meta({
  description: 'To strangers: without postage, with postage, not at all.',
})

/** Also what the index knows of a key, and so what `POST /v1/keys/verify` speaks of. */
export const keyStatus = z.enum(['none', 'active', 'expired', 'revoked'])

/** What the proof that came with a key is worth. */
export const keyPossession = z.enum(['none', 'valid', 'vouched', 'invalid', 'unchecked'])

export const inboxKey = z
  .object({
    keyId: bytes32,
    kind: z
      .int()
      .nullable()
      .meta({
        description:
          '1 Ed25519, 2 X25519, 3 secp256k1, 4 P-256, 5 X-Wing, 6 ML-KEM-768, from 1,000 on free. Null: banned before it was ever added.',
        examples: [1],
      }),
    publicKey: bytes.nullable(),
    status: keyStatus.exclude(['none']),
    possession: keyPossession.meta({
      description:
        'What the proof is worth that came when it was added last. `valid`: the key signed for this inbox. `vouched`: an active signing key of the inbox signed for it. `unchecked`: of a free kind.',
    }),
    wallet: address.nullable().meta({ description: 'The wallet that added it last.' }),
    addedBlock: blockNumber.nullable(),
    addedAt: time.nullable(),
    expiresAt: time.nullable().meta({ description: 'Unix seconds; null: never.' }),
    revokedBlock: blockNumber.nullable(),
    revokedAt: time.nullable(),
  })
  .meta({ id: 'InboxKey' })

const inboxWallet = z
  .object({ wallet: address, sinceBlock: blockNumber, sinceTime: time })
  .meta({ id: 'InboxWallet' })

export const inboxAccount = z
  .object({
    account: z.string().meta({
      description: 'CAIP-10; or, where `proof` is `invalid`, whatever was given in its place.',
      examples: [
        'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:7S3P4HxJpyyigGzodYwHtCxZyUQe9JiBMHyRWXArAaKv',
      ],
    }),
    proof: z.enum(['none', 'valid', 'invalid', 'unchecked']).meta({
      description:
        'Only `valid` shows that the account is the inbox’s: it signed for it. `none`: the inbox alone says so. `unchecked`: accounts of that namespace prove themselves in a way not known here.',
    }),
    wallet: address.meta({ description: 'The wallet that linked it last.' }),
    sinceBlock: blockNumber,
    sinceTime: time,
  })
  .meta({ id: 'InboxAccount' })

export const inboxTerms = z
  .object({
    token: address,
    stake: amount.meta({ description: 'Least stake.' }),
    window: duration.meta({ description: 'Least seconds to answer.' }),
    relayMayCollect: z
      .boolean()
      .meta({ description: "Whether a stamp's relay may collect for the inbox." }),
    sinceBlock: blockNumber,
    sinceTime: time,
  })
  .meta({ id: 'InboxTerms' })

/** As the contract would judge at `asOf`: no event tells that a guardian comes into office, or that a transfer lapses. */
export const inboxGuardian = z
  .object({
    current: address.nullable().meta({ description: 'In office; null: none.' }),
    next: address.nullable().optional().meta({
      description: 'In office from `from` on; null: none. Absent while no change is coming.',
    }),
    from: time.optional(),
  })
  .meta({
    id: 'InboxGuardian',
    description: 'Who besides the recovery can start to hand the inbox over, and cancel that.',
  })

export const inboxRecoveryTransfer = z
  .object({
    to: address.meta({ description: 'Who can accept.' }),
    startedBy: address.meta({ description: 'The recovery or guardian who started it.' }),
    startedBlock: blockNumber,
    startedAt: time,
    acceptableFrom: time.meta({ description: 'The first second at which it can be accepted.' }),
    acceptableUntil: time.meta({ description: 'The second from which it cannot be any more.' }),
  })
  .meta({
    id: 'InboxRecoveryTransfer',
    description:
      'The transfer of recovery that is under way; absent where there is none that can still be accepted, at the time of the block in `asOf`. Recovery, guardian and every wallet can cancel it.',
  })

const count = z.int().min(0)

export const inbox = z
  .object({
    inboxId: bytes32,
    creator: address.meta({ description: 'The wallet that the id was derived from.' }),
    inboxNonce: amount.meta({ description: 'The nonce that the id was derived from, decimal.' }),
    recovery: address,
    recoverySinceBlock: blockNumber,
    recoverySinceTime: time,
    guardian: inboxGuardian,
    recoveryTransfer: inboxRecoveryTransfer.optional(),
    registeredBlock: blockNumber,
    registeredAt: time,
    registeredTransaction: bytes32,
    wallets: z.array(inboxWallet),
    accounts: z.array(inboxAccount).meta({
      description: `Accounts elsewhere that it says are its own, at most ${maxInboxAccounts}: those whose proof is \`valid\` first, then \`unchecked\`, \`none\` and \`invalid\`; of each the newest first.`,
    }),
    keys: z.array(inboxKey).meta({
      description: `At most ${maxInboxKeys}: those not revoked first, which are never more, then those revoked last. \`/keys\` lists all.`,
    }),
    door,
    doorSinceBlock: blockNumber,
    doorSinceTime: time,
    terms: z.array(inboxTerms).meta({
      description: `What it asks of strangers, by token; at most ${maxInboxTerms}. Tokens that it does not accept are not listed.`,
    }),
    hasMore: z
      .object({ accounts: z.boolean(), keys: z.boolean(), terms: z.boolean() })
      .meta({ description: 'Whether there are more of them than are listed here.' }),
    payout: address.meta({ description: 'Where stakes go.' }),
    payoutIsRecovery: z
      .boolean()
      .meta({ description: 'Whether no payout is set, so that it follows the recovery.' }),
    counts: z
      .object({
        keys: z.object({ active: count, expired: count, revoked: count }).meta({
          description: `Revoked ones are counted as far as ${maxCountedKeys} of those of now and as many of older epochs.`,
        }),
        stamps: z
          .object({
            open: count,
            admitted: count,
            collected: count,
            returned: count,
            expired: count,
          })
          .meta({ description: `Of its newest ${maxCountedStamps} stamps, by status.` }),
      })
      .meta({ description: 'Counted from the rows at `asOf`.' }),
  })
  .meta({ id: 'Inbox' })

export const inboxResponse = z.object({ inbox, asOf }).meta({ id: 'InboxResponse' })

/** What tells inboxes apart, for lists of them. */
export const inboxSummary = z
  .object({
    inboxId: bytes32,
    recovery: address,
    door,
    registeredBlock: blockNumber,
    registeredAt: time,
    registeredTransaction: bytes32,
  })
  .meta({ id: 'InboxSummary' })

export const inboxesResponse = z
  .object({
    inboxes: z
      .array(
        inboxSummary
          .extend({
            wallet: inboxWallet.optional().meta({ description: 'With `wallet` only.' }),
            account: inboxAccount.optional().meta({
              description: 'With `account` only. Look at its `proof`: anyone may claim anything.',
            }),
            key: inboxKey.optional().meta({
              description:
                'With `keyId` only. Look at its `status`, and at its `possession`: anyone may add any key.',
            }),
          })
          .meta({ id: 'FoundInbox' }),
      )
      .meta({
        description:
          'By a wallet at most one. By an account those first whose proof is `valid`, then `unchecked`, `none` and `invalid`. By a key in the order of their ids.',
      }),
    nextCursor,
    asOf,
  })
  .meta({ id: 'InboxesResponse' })

export const inboxKeysResponse = z
  .object({
    keys: z
      .array(
        inboxKey
          .extend({
            statusAt: keyStatus.nullable().optional().meta({
              description:
                'With `atBlock` only: the status at that block. Null: it turns on the time of that block, which is not known here.',
            }),
          })
          .meta({ id: 'ListedKey' }),
      )
      .meta({ description: 'By id.' }),
    nextCursor,
    asOf,
  })
  .meta({ id: 'InboxKeysResponse' })

export const consentResponse = z
  .object({
    inboxId: bytes32,
    subject: bytes32.meta({ description: 'An inbox id, or an address as 32 bytes.' }),
    consent: z.enum(['none', 'allowed', 'denied']),
    sinceBlock: blockNumber.nullable().meta({
      description: 'Since when it has been this word without a break; null: it never was another.',
    }),
    sinceTime: time.nullable(),
    asOf,
  })
  .meta({ id: 'ConsentResponse' })

export const inboxChainsResponse = z
  .object({
    inboxId: bytes32,
    chains: z.array(
      z
        .object({
          chain,
          inbox: inboxSummary.nullable().optional().meta({
            description: 'Null: it is not there. Absent where the chain could not be asked.',
          }),
          asOf: asOf.optional(),
          problem: problem.optional().meta({ description: 'Why the chain could not be asked.' }),
        })
        .meta({ id: 'InboxOnChain' }),
    ),
  })
  .meta({ id: 'InboxChainsResponse' })

export type InboxSummary = z.infer<typeof inboxSummary>
export type FoundInbox = z.infer<typeof inboxesResponse>['inboxes'][number]
export type Inbox = z.infer<typeof inbox>
export type InboxGuardian = z.infer<typeof inboxGuardian>
export type InboxRecoveryTransfer = z.infer<typeof inboxRecoveryTransfer>
export type InboxAccount = z.infer<typeof inboxAccount>
export type InboxKey = z.infer<typeof inboxKey>
