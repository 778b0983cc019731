import { z } from 'zod'
import { asOf } from './asOf.ts'
import { address, amount, blockNumber, bytes, bytes32, duration, time } from './primitives.ts'

/** Most keys, and most terms, that one answer lists. */
export const maxInboxKeys = 256
export const maxInboxTerms = 200
/** Most stamps that the counts of an inbox go over. */
export const maxCountedStamps = 10_000

export const door = z.enum(['free', 'postage', 'closed']).meta({
  description: 'To strangers: without postage, with postage, not at all.',
})

/** Also what the index knows of a key, and so what `POST /v1/keys/verify` speaks of. */
export const keyStatus = z.enum(['none', 'active', 'expired', 'revoked'])

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
    wallet: address.nullable().meta({ description: 'The wallet that added it last.' }),
    addedBlock: blockNumber.nullable(),
    addedAt: time.nullable(),
    expiresAt: time.nullable().meta({ description: 'Unix seconds; null: never.' }),
    revokedBlock: blockNumber.nullable(),
    revokedAt: time.nullable(),
  })
  .meta({ id: 'InboxKey' })

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

const count = z.int().min(0)

export const inbox = z
  .object({
    inboxId: bytes32,
    creator: address.meta({ description: 'The wallet that the id was derived from.' }),
    inboxNonce: amount.meta({ description: 'The nonce that the id was derived from, decimal.' }),
    recovery: address,
    registeredBlock: blockNumber,
    registeredAt: time,
    registeredTransaction: bytes32,
    wallets: z.array(z.object({ wallet: address, sinceBlock: blockNumber, sinceTime: time })),
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
export type InboxKey = z.infer<typeof inboxKey>
