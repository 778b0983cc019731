import type {
  EligibleLetter,
  LetterKey,
  LetterStore,
  Receipt,
  Unadmitted,
} from '@pennypost/sdk/guard'
import { postageIdOf } from '@pennypost/sdk/guard'
import type { Sql, TransactionSql } from 'postgres'
import type { Hex } from 'viem'
import type { Room } from './room.ts'
import { checkRoom } from './room.ts'
import { toJson, toUnadmitted } from './stampJson.ts'

type Query = Sql | TransactionSql

/**
 * What the guard remembers of letters, in Postgres: letter, receipt and what is to be admitted in one transaction.
 *
 * @param room - Most that may wait for one inbox; no limit unless given.
 */
export function openLetterStore(sql: Sql, room?: Room): LetterStore {
  return {
    find: (key) => standing(sql, key),
    claim: (key, claimId, seconds) => claim(sql, key, claimId, seconds),
    finish: (letter, unadmitted) => sql.begin((query) => finish(query, letter, unadmitted, room)),
    release: (key, claimId) => release(sql, key, claimId),
    async retract(postageId) {
      await sql`insert into relay.retracted (postage_id) values (${postageId}) on conflict do nothing`
    },
    restore: (postageId) => restore(sql, postageId),
    async listUnadmitted(limit) {
      const rows = await sql<{ postage_id: Hex; stamp: object | null; expires_at: string }[]>`
        select postage_id, stamp, expires_at from relay.postage
        where not is_settled and not_before <= now() and expires_at > extract(epoch from now())
        order by expires_at limit ${limit}`
      return rows.map((row) => toUnadmitted(row.postage_id, row.stamp, Number(row.expires_at)))
    },
    async postponeUnadmitted(ids, seconds) {
      await sql`update relay.postage set not_before = now() + make_interval(secs => ${seconds})
        where postage_id in ${sql(ids as Hex[])}`
    },
    async settleUnadmitted(ids) {
      await sql`update relay.postage set is_settled = true where postage_id in ${sql(ids as Hex[])}`
    },
    async reopenUnadmitted(ids) {
      await sql`update relay.postage set is_settled = false, not_before = now()
        where postage_id in ${sql(ids as Hex[])}`
    },
  }
}

/** The receipt of a letter whose postage nothing has undone. */
async function standing(query: Query, key: LetterKey): Promise<Receipt | undefined> {
  const [row] = await query<{ receipt: Receipt }[]>`select receipt from relay.letter l
    where inbox_id = ${key.inboxId} and letter_hash = ${key.letterHash}
    and not exists (select from relay.retracted r where r.postage_id = l.postage_id)`
  return row?.receipt
}

/** The claim comes first: whoever has it sees all letters that were finished before. The other way round a letter may be finished between the two. */
async function claim(
  sql: Sql,
  key: LetterKey,
  claimId: string,
  seconds: number,
): Promise<'claimed' | 'busy' | Receipt> {
  const claimed = await sql`insert into relay.claim as c (inbox_id, letter_hash, claim_id, ends_at)
    values (${key.inboxId}, ${key.letterHash}, ${claimId}, now() + make_interval(secs => ${seconds}))
    on conflict (inbox_id, letter_hash) do update
      set claim_id = excluded.claim_id, ends_at = excluded.ends_at
      where c.claim_id = excluded.claim_id or c.ends_at <= now()
    returning 1`
  const receipt = await standing(sql, key)
  if (receipt && claimed.length > 0) await release(sql, key, claimId)
  return receipt ?? (claimed.length > 0 ? 'claimed' : 'busy')
}

async function release(sql: Sql, key: LetterKey, claimId: string): Promise<void> {
  await sql`delete from relay.claim
    where inbox_id = ${key.inboxId} and letter_hash = ${key.letterHash} and claim_id = ${claimId}`
}

async function finish(
  query: TransactionSql,
  letter: EligibleLetter,
  unadmitted: Unadmitted | undefined,
  room: Room | undefined,
): Promise<Receipt> {
  const { inboxId, letterHash } = letter
  // One letter of an inbox after another: who reads on from an id misses none.
  await query`select pg_advisory_xact_lock(hashtextextended(${inboxId}, 0))`
  await query`delete from relay.claim where inbox_id = ${inboxId} and letter_hash = ${letterHash}`
  const before = await standing(query, letter)
  if (before) return before
  // A letter whose carriage is earned on chain already is carried.
  if (room && !letter.receipt.transaction) await checkRoom(query, room, letter)
  await save(query, letter)
  if (unadmitted) {
    const stamp = unadmitted.stamp && query.json(toJson(unadmitted.stamp))
    await query`insert into relay.postage (postage_id, stamp, expires_at)
      values (${postageIdOf(unadmitted)}, ${stamp ?? null}, ${unadmitted.expiresAt})
      on conflict do nothing`
  }
  await query`select pg_notify('relay_letter', ${inboxId})`
  return letter.receipt
}

/** Letters that were held back come by new ids: who reads on from an id, as every open stream does, would pass over the old ones. */
async function restore(sql: Sql, postageId: Hex): Promise<void> {
  // Asked of all postage that the feed tells of, and nearly none was retracted.
  const retracted = await sql`select from relay.retracted where postage_id = ${postageId}`
  if (retracted.length === 0) return
  await sql.begin(async (query) => {
    const restored =
      await query`delete from relay.retracted where postage_id = ${postageId} returning 1`
    if (restored.length === 0) return
    // No other letter gets an id meanwhile. A lock for each inbox, as in `finish`, could be thousands: those of a mailing.
    await query`lock table relay.letter in share row exclusive mode`
    await query`
      with told as (
        update relay.letter set former_ids = former_ids || letter_id, letter_id = default
        where postage_id = ${postageId} and acknowledged_at is null returning inbox_id
      )
      select pg_notify('relay_letter', inbox_id) from told`
  })
}

/** Anew, too, where it was held back as its former postage was undone. */
async function save(query: TransactionSql, letter: EligibleLetter): Promise<void> {
  const { inboxId, letterHash, sender, bytes, verdict, receipt } = letter
  const { postageId } = receipt.admission
  const isProven = verdict.senderProof === 'verified'
  await query`insert into relay.letter
      (inbox_id, letter_hash, sender, is_sender_proven, body, receipt, postage_id)
    values (${inboxId}, ${letterHash}, ${sender}, ${isProven}, ${bytes},
      ${query.json(receipt as never)}, ${postageId})
    on conflict (inbox_id, letter_hash) do update set
      letter_id = default, former_ids = default,
      sender = excluded.sender, is_sender_proven = excluded.is_sender_proven,
      body = excluded.body, receipt = excluded.receipt, postage_id = excluded.postage_id,
      received_at = now(), acknowledged_at = null`
}
