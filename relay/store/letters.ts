import type { PendingQuery, Sql } from 'postgres'
import { zeroHash } from 'viem'

/** Letters of an inbox that nobody paid for and that are acknowledged: older ones are forgotten, or anybody could have any number kept. */
const mostUnpaidKept = 1_000

/** Of these, how many are forgotten with one acknowledgement. */
const mostForgotten = 500

/** A letter on its way to its recipient, as it is told. */
export type WaitingLetter = {
  letterId: string
  letterHash: string
  /** Who wrote it, where that was proven to the relay; null: nobody knows, whatever was claimed. */
  sender: string | null
  /** Unix seconds. */
  receivedAt: number
  /** Who paid and by what, if anybody did: what the recipient collects by. */
  receipt: object
  /** The sealed letter, base64. */
  body: string
}

type Row = {
  letter_id: string
  letter_hash: string
  sender: string
  is_sender_proven: boolean
  body: Buffer
  receipt: object
  received_at: Date
}

/** The next letters of an inbox that wait for it, after one. Those that are held back are none. */
export async function nextLetters(
  sql: Sql,
  inboxId: string,
  after: string,
  limit: number,
): Promise<WaitingLetter[]> {
  const rows = await sql<Row[]>`
    select letter_id, letter_hash, sender, is_sender_proven, body, receipt, received_at
    from relay.letter l
    where inbox_id = ${inboxId} and letter_id > ${after} and acknowledged_at is null
      and not exists (select from relay.retracted r where r.postage_id = l.postage_id)
    order by letter_id limit ${limit}`
  return rows.map((row) => ({
    letterId: row.letter_id,
    letterHash: row.letter_hash,
    sender: row.is_sender_proven ? row.sender : null,
    receivedAt: Math.floor(row.received_at.getTime() / 1_000),
    receipt: row.receipt,
    body: row.body.toString('base64'),
  }))
}

/**
 * The recipient has a letter: its bytes go, its receipt stays, so that it is not taken in again. Of those that nobody paid for, the newest
 * 1,000 receipts of the inbox stay.
 *
 * @param letterId - By which it was told; also one that it had before a reorg held it back.
 * @returns Whether there is such a letter of the inbox; also if it was acknowledged before.
 */
export async function acknowledge(sql: Sql, inboxId: string, letterId: string): Promise<boolean> {
  const note = async (which: PendingQuery<Row[]>) => {
    const rows = await sql<{ postage_id: string }[]>`update relay.letter
      set body = null, acknowledged_at = coalesce(acknowledged_at, now())
      where inbox_id = ${inboxId} and ${which} returning postage_id`
    if (rows[0]?.postage_id === zeroHash) await forgetUnpaid(sql, inboxId)
    return rows.length > 0
  }
  // One after the other: by both at once no index would do.
  return (
    (await note(sql`letter_id = ${letterId}`)) ||
    (await note(sql`former_ids @> array[${letterId}::bigint]`))
  )
}

async function forgetUnpaid(sql: Sql, inboxId: string): Promise<void> {
  // As a literal: by a parameter the index would not always do.
  const unpaid = sql`inbox_id = ${inboxId} and acknowledged_at is not null
    and postage_id = ${sql.unsafe(`'${zeroHash}'`)}`
  await sql`delete from relay.letter where letter_id in (
    select letter_id from relay.letter where ${unpaid}
    order by acknowledged_at desc, letter_id desc offset ${mostUnpaidKept} limit ${mostForgotten})`
}

/** Throws away what is older than the relay keeps. */
export async function clean(sql: Sql, retentionDays: number): Promise<void> {
  const age = sql`make_interval(days => ${retentionDays})`
  await sql`delete from relay.letter where received_at < now() - ${age}`
  await sql`delete from relay.retracted where retracted_at < now() - ${age}`
  await sql`delete from relay.postage where expires_at < extract(epoch from now())`
  await sql`delete from relay.claim where ends_at < now()`
  await sql`delete from relay.session where ends_at < now()`
  await sql`delete from relay.recipient where seen_at < now() - ${age}`
}
