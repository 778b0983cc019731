import { z } from 'zod'
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
import { stateTableNames } from './stateTables.ts'

const text = z.string()
const integer = z.int()
const flag = z.boolean()
const expiry = time.meta({ description: 'Unix seconds; 0: never.' })

/** A kind of event: what has happened, and what its entry's `data` says of it. */
type EventKind = { meaning: string; data: z.ZodObject }

/**
 * What happens on chain, by type: one type for each event of the contracts. Schemas of `data` use the primitives
 * themselves, from which the feed knows how a value is written.
 */
export const eventKinds = {
  'inbox.registered': {
    meaning: 'An inbox came to be, and its creator is its first wallet.',
    data: z.object({ inboxId: bytes32, wallet: address, recovery: address, inboxNonce: amount }),
  },
  'wallet.linked': {
    meaning: 'A wallet joined an inbox.',
    data: z.object({ inboxId: bytes32, wallet: address }),
  },
  'wallet.unlinked': {
    meaning: 'A wallet left its inbox.',
    data: z.object({ inboxId: bytes32, wallet: address }),
  },
  'key.added': {
    meaning: 'A key became active, or an active or expired one got another expiry.',
    data: z.object({
      inboxId: bytes32,
      keyId: bytes32,
      kind: integer,
      publicKey: bytes,
      wallet: address,
      expiresAt: expiry,
      possessionStatus: text,
    }),
  },
  'key.revoked': {
    meaning: 'A key was revoked for good, or banned before it was ever added.',
    data: z.object({ inboxId: bytes32, keyId: bytes32, by: address }),
  },
  'keys.revoked': {
    meaning: 'All keys of an inbox were revoked: its `epoch` ended.',
    data: z.object({ inboxId: bytes32, epoch: integer, by: address }),
  },
  'guardian.named': {
    meaning: 'A recovery named a guardian, or none (null), who comes into office at `from`.',
    data: z.object({ inboxId: bytes32, guardian: address.nullable(), from: time }),
  },
  'recovery.started': {
    meaning: 'A recovery or guardian began to hand the recovery over.',
    data: z.object({ inboxId: bytes32, by: address, to: address }),
  },
  'recovery.cancelled': {
    meaning: 'A transfer of recovery was called off.',
    data: z.object({ inboxId: bytes32, by: address }),
  },
  'recovery.transferred': {
    meaning: 'An inbox has another recovery.',
    data: z.object({ inboxId: bytes32, from: address, to: address }),
  },
  'account.linked': {
    meaning: 'An inbox said that an account elsewhere is its own.',
    data: z.object({
      inboxId: bytes32,
      account: text,
      wallet: address,
      proof: bytes,
      proofStatus: text,
    }),
  },
  'account.unlinked': {
    meaning: 'An inbox took back that an account elsewhere is its own.',
    data: z.object({ inboxId: bytes32, account: text, wallet: address }),
  },
  'nonce.voided': {
    meaning: 'A signer used a nonce up, so that what it had signed with it is worth nothing.',
    data: z.object({
      contract: z.enum(['inbox_registry', 'post_office']),
      signer: address,
      nonce: amount,
    }),
  },
  'relay.registered': {
    meaning: 'A relay registered.',
    data: z.object({ relay: address, signer: address, endpoint: text }),
  },
  'relay.changed': {
    meaning: 'A relay set its signer, its endpoint or whether it is active; the others are null.',
    data: z.object({
      relay: address,
      signer: address.nullable(),
      endpoint: text.nullable(),
      active: flag.nullable(),
    }),
  },
  'carriage.set': {
    meaning: 'A relay set what it asks for carriage in a token, or that it takes none of it.',
    data: z.object({ relay: address, token: address, amount, accepted: flag }),
  },
  'terms.set': {
    meaning: 'An inbox set what it asks of strangers in a token; `stake` 0: it takes none of it.',
    data: z.object({
      inboxId: bytes32,
      token: address,
      stake: amount,
      window: duration,
      relayMayCollect: flag,
    }),
  },
  'door.set': {
    meaning: 'An inbox opened or closed its door.',
    data: z.object({ inboxId: bytes32, door: z.enum(['free', 'postage', 'closed']) }),
  },
  'consent.set': {
    meaning: 'An inbox gave its word on a sender: an address as 32 bytes, or an inbox.',
    data: z.object({
      inboxId: bytes32,
      subject: bytes32,
      consent: z.enum(['none', 'allowed', 'denied']),
    }),
  },
  'payout.set': {
    meaning: 'An inbox set where its stakes go; null: to its recovery.',
    data: z.object({ inboxId: bytes32, payout: address.nullable() }),
  },
  'stamp.posted': {
    meaning: 'Postage for one letter entered escrow.',
    data: z.object({
      stampId: bytes32,
      inboxId: bytes32,
      sender: address,
      relay: address,
      token: address,
      letterHash: bytes32,
      carriage: amount,
      stake: amount,
      expiresAt: time,
    }),
  },
  'stamp.admitted': {
    meaning: 'The relay of a stamp took its carriage: it carries the letter.',
    data: z.object({ stampId: bytes32, carriageTo: address.nullable() }),
  },
  'stamp.collected': {
    meaning: 'The recipient of a stamp took its stake.',
    data: z.object({
      stampId: bytes32,
      stakeTo: address.nullable(),
      carriageTo: address.nullable(),
    }),
  },
  'stamp.returned': {
    meaning: 'The recipient of a stamp gave its stake back to the sender.',
    data: z.object({
      stampId: bytes32,
      stakeTo: address.nullable(),
      carriageTo: address.nullable(),
    }),
  },
  'stamp.expired': {
    meaning: 'A stamp that nobody had answered in time gave its stake back to the sender.',
    data: z.object({
      stampId: bytes32,
      stakeTo: address.nullable(),
      carriageTo: address.nullable(),
    }),
  },
  'stamp.voided': {
    meaning: 'A sender called a stamp off before anybody posted it: it never can be.',
    data: z.object({ stampId: bytes32, sender: address }),
  },
  'mailing.opened': {
    meaning: 'Postage for many letters entered escrow.',
    data: z.object({
      mailingId: bytes32,
      sender: address,
      relay: address,
      token: address,
      root: bytes32,
      carriage: amount,
      stake: amount,
      count: integer,
      expiresAt: time,
      uri: text,
    }),
  },
  'mailing.admitted': {
    meaning: 'The relay of a mailing took the carriage of all its letters.',
    data: z.object({ mailingId: bytes32, carriageTo: address.nullable() }),
  },
  'mailing.closed': {
    meaning: 'A mailing gave its sender back what nobody had collected.',
    data: z.object({
      mailingId: bytes32,
      refund: amount.nullable(),
      carriageTo: address.nullable(),
    }),
  },
  'mail.collected': {
    meaning: 'The recipient of a letter of a mailing took its stake.',
    data: z.object({
      mailingId: bytes32,
      index: integer,
      inboxId: bytes32,
      letterHash: bytes32,
      payout: address,
    }),
  },
  'balance.deposited': {
    meaning: 'Money was paid into the PostOffice; a `balance.transferred` from 0 tells the credit.',
    data: z.object({ token: address, from: address, to: address, amount }),
  },
  'balance.withdrawn': {
    meaning: 'Money was paid out of the PostOffice; a `balance.transferred` to 0 tells the debit.',
    data: z.object({ token: address, from: address, to: address, amount }),
  },
  'balance.transferred': {
    meaning: 'A balance moved. From 0: a credit; to 0: a debit. Not told where it moved nothing.',
    data: z.object({ caller: address, from: address, to: address, token: address, amount }),
  },
  'allowance.set': {
    meaning: 'An owner set how much a spender may take of its balance.',
    data: z.object({ owner: address, spender: address, token: address, amount }),
  },
  'operator.set': {
    meaning: 'An owner named or dismissed an operator, who may move all of its balances.',
    data: z.object({ owner: address, operator: address, approved: flag }),
  },
} as const satisfies Record<string, EventKind>

/** The type of something that happened on chain. */
export type EventType = keyof typeof eventKinds

/** Every type of something that happens on chain. */
export const eventTypes = Object.keys(eventKinds) as [EventType, ...EventType[]]

/** Every type of an entry: those of the chain, and the two by which the feed speaks of its own entries. */
export const feedTypes = [...eventTypes, 'retracted', 'state.corrected'] as const

export type FeedType = (typeof feedTypes)[number]

const stateChange = z
  .object({
    table: z.enum(stateTableNames),
    key: z.record(z.string(), z.union([z.string(), z.int()])).meta({
      description: 'The columns that tell the row from others of its table.',
    }),
    row: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: 'The whole row; null: there is none (any more).' }),
  })
  .meta({
    id: 'StateChange',
    description: 'A row as it was when the entry was written. Replace yours by it.',
  })

export const feedEntry = z
  .object({
    id: z
      .string()
      .regex(/^[1-9][0-9]{0,15}$/)
      .meta({
        description: 'Position in the feed, ascending, with gaps; also the id of the SSE event.',
        examples: ['1795377600017'],
      }),
    type: z.enum(feedTypes).meta({
      description:
        'What has happened. `retracted`: the entry `retracts` was undone by a reorg; if the same happens in another block, it is told anew. `state.corrected`: nothing happened, but rows told before were taken back.',
    }),
    chain,
    block: z
      .object({ number: blockNumber, hash: bytes32, timestamp: time })
      .meta({ description: 'Where it happened; of `retracted`: where it had happened.' }),
    logIndex: integer.meta({ description: 'Place in the block; −1 for `state.corrected`.' }),
    transaction: bytes32.optional(),
    inboxId: bytes32.optional().meta({ description: 'The inbox that it is about, if any.' }),
    relay: address.optional().meta({ description: 'The relay that it is about, if any.' }),
    stampId: bytes32.optional(),
    mailingId: bytes32.optional(),
    data: z.record(z.string(), z.unknown()).meta({
      description:
        'The facts of the event, by type as in docs/api.md; of `retracted`: those of the event undone.',
    }),
    state: z.array(stateChange).meta({
      description:
        'Every row that it touched, as of the writing of the entry, which may be later than `block`. Applied in order, they keep a replica equal to the index.',
    }),
    retracts: z
      .string()
      .optional()
      .meta({ description: 'Of `retracted`: the id of the entry undone.' }),
    retractedType: z
      .enum(eventTypes)
      .optional()
      .meta({ description: 'Of `retracted`: the type of the entry undone.' }),
  })
  .meta({ id: 'FeedEntry', description: 'One change of a chain, or that one was taken back.' })

export type FeedEntry = z.infer<typeof feedEntry>
export type StateChange = z.infer<typeof stateChange>

/**
 * Types in a request: with commas between, or given more than once. `stamp.*` stands for all that begin so. What retracts an
 * entry passes whenever that entry did.
 */
export const typeFilterInput = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => [given].flat().flatMap((list) => list.split(',')))
  .pipe(
    z
      .array(
        z.string().refine((pattern) => typesOf(pattern).length > 0, {
          error: ({ input }) => noSuchType(String(input)),
        }),
      )
      .max(64),
  )
  .transform((patterns) => [...new Set(patterns.flatMap(typesOf))])

/** The types that a pattern stands for. */
function typesOf(pattern: string): FeedType[] {
  if (pattern === '*') return [...feedTypes]
  if (!pattern.endsWith('.*')) return feedTypes.filter((type) => type === pattern)
  const prefix = pattern.slice(0, -1)
  return feedTypes.filter((type) => type.startsWith(prefix))
}

/** What there is instead: the types of the same family, or else the families. */
function noSuchType(pattern: string): string {
  const members = feedTypes.filter((type) => type.includes('.'))
  const family = familyOf(pattern)
  const siblings = members.filter((type) => familyOf(type) === family)
  if (siblings.length > 0) return `is no type: of ${family}.* there are ${siblings.join(', ')}`
  const families = [...new Set(members.map(familyOf))].join(', ')
  return `is no type: give *, retracted, or one such as stamp.* or stamp.posted, of ${families}`
}

/** What stands before the point. */
function familyOf(type: string): string {
  return type.split('.', 1)[0] as string
}
