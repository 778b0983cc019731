import { z } from 'zod'
import { asOf } from './asOf.ts'
import { address, amount, blockNumber, bytes, bytes32, duration, time } from './primitives.ts'

/** Most keys, most accounts, and most terms, that one answer lists. */
export const maxInboxKeys = 256
export const maxInboxAccounts = 200
export const maxInboxTerms = 200
/** Most stamps that the counts of an inbox go over. */
export const maxCountedStamps = 10_000

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
    wallets: z.array(z.object({ wallet: address, sinceBlock: blockNumber, sinceTime: time })),
    accounts: z.array(inboxAccount).meta({
      description: `Accounts elsewhere that it says are its own, at most ${maxInboxAccounts}: those that are proven first, then the newest.`,
    }),
    keys: z.array(inboxKey).meta({
      description: `At most ${maxInboxKeys}: those not revoked first, which are never more, then the newest of the others.`,
    }),
    door,
    doorSinceBlock: blockNumber,
    doorSinceTime: time,
    terms: z.array(inboxTerms).meta({
      description: `What it asks of strangers, by token; at most ${maxInboxTerms}. Tokens that it does not accept are not listed.`,
    }),
    payout: address.meta({ description: 'Where stakes go.' }),
    payoutIsRecovery: z
      .boolean()
      .meta({ description: 'Whether no payout is set, so that it follows the recovery.' }),
    counts: z
      .object({
        keys: z.object({ active: count, expired: count, revoked: count }),
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

export const inboxesResponse = z
  .object({
    inboxes: z.array(inbox).meta({ description: 'None if the wallet is linked to no inbox.' }),
    asOf,
  })
  .meta({ id: 'InboxesResponse' })

export type Inbox = z.infer<typeof inbox>
export type InboxGuardian = z.infer<typeof inboxGuardian>
export type InboxRecoveryTransfer = z.infer<typeof inboxRecoveryTransfer>
export type InboxAccount = z.infer<typeof inboxAccount>
export type InboxKey = z.infer<typeof inboxKey>
