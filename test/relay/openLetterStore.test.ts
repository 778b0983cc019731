import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import type { Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate } from '../../relay/schema/migrate.ts'
import { openChallenges } from '../../relay/store/challenges.ts'
import type { WaitingLetter } from '../../relay/store/letters.ts'
import { acknowledge, clean, nextLetters } from '../../relay/store/letters.ts'
import { openDatabase } from '../../relay/store/openDatabase.ts'
import { openLetterStore } from '../../relay/store/openLetterStore.ts'
import { openRecipients } from '../../relay/store/openRecipients.ts'
import { checkRoom } from '../../relay/store/room.ts'
import { openSession, sessionOf } from '../../relay/store/sessions.ts'
import type { Database } from '../../scripts/stack/database.ts'
import { removeDatabase, startDatabase } from '../../scripts/stack/database.ts'
import type { EligibleLetter } from '../../sdk/src/guard/eligibleLetter.ts'
import { describeLetterStore, letterFor, stampFor } from '../sdk/guard/support/letterStoreSpec.ts'

let dir: string
let database: Database
let sql: Sql

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'pennypost-relay-'))
  database = await startDatabase({ dir, logDir: dir })
  sql = openDatabase(await database.createDatabase('relay'))
  await migrate(sql)
}, 60_000)

afterAll(async () => {
  await sql?.end()
  await database?.stop()
  await removeDatabase(dir)
  rmSync(dir, { recursive: true, force: true })
})

const empty = () =>
  sql`truncate relay.letter, relay.claim, relay.retracted, relay.postage, relay.session`

describe('migrate', () => {
  it('does nothing the second time, nor when two begin at once', async () => {
    expect(await Promise.all([migrate(sql), migrate(sql)])).toEqual([[], []])
  })
})

describe('openLetterStore', () => {
  describeLetterStore(async () => {
    await empty()
    return openLetterStore(sql)
  })

  it('survives a restart', async () => {
    await empty()
    const stamp = stampFor('a')
    const letter = letterFor('a', stamp.stampId)
    await openLetterStore(sql).finish(letter, stamp)
    const another = openLetterStore(sql)
    expect(await another.find(letter)).toEqual(letter.receipt)
    expect(await another.listUnadmitted(10)).toEqual([stamp])
  })
})

describe('claim', () => {
  it('gives each of many letters to one of twenty requests, also while it is finished', async () => {
    await empty()
    const store = openLetterStore(sql)
    for (const name of 'abcdefgh') {
      const letter = letterFor(name)
      const takeIn = async (n: number) => {
        const claimed = await store.claim(letter, `${n}`, 60)
        if (claimed === 'claimed') await store.finish(letter, undefined)
        return claimed
      }
      const all = await Promise.all(Array.from({ length: 20 }, (_, n) => takeIn(n)))
      expect(all.filter((each) => each === 'claimed')).toHaveLength(1)
    }
    expect(await sql`select from relay.claim`).toHaveLength(0)
  })

  it('sees a letter that was finished after it was looked for', async () => {
    await empty()
    const letter = letterFor('a')
    const store = openLetterStore(sql)
    await store.claim(letter, 'one', 60)
    let claim: Promise<unknown> = Promise.resolve()
    await sql.begin(async (query) => {
      await query`delete from relay.claim`
      // Waits for the row that goes.
      claim = store.claim(letter, 'two', 60)
      const waiting = async () => {
        const rows = await sql`select from pg_stat_activity
          where wait_event_type = 'Lock' and query like 'insert into relay.claim%'`
        return rows.length
      }
      await expect.poll(waiting).toBe(1)
      await query`insert into relay.letter
          (inbox_id, letter_hash, sender, is_sender_proven, body, receipt, postage_id)
        values (${letter.inboxId}, ${letter.letterHash}, '', false, '', ${query.json(letter.receipt as never)}, '')`
    })
    expect(await claim).toEqual(letter.receipt)
  })
})

/*
room
├── given letters that are free → they fill half of it
├── given a sender who has consent, or is yet to be told a price → all but the last eighth
├── given postage → all of it
├── given postage that was admitted on chain first → beyond it
├── counts bytes as well as letters, of each inbox by itself
└── comes back as letters are acknowledged; twenty at once do not overrun it
*/
describe('room', () => {
  const room = { maxWaitingLetters: 16, maxWaitingBytes: 1_000_000 }
  const full = { name: 'GuardRefusal', status: 507, code: 'inbox_full' }

  function of(reason: string, name: string): EligibleLetter {
    const letter = letterFor(name)
    return { ...letter, verdict: { ...letter.verdict, reason } as EligibleLetter['verdict'] }
  }
  const fill = async (reason: string, count: number, of_ = of) => {
    const store = openLetterStore(sql, room)
    for (let n = 0; n < count; n += 1) await store.finish(of_(reason, `${reason} ${n}`), undefined)
  }

  it('is left by half by what is free, and by an eighth to what is paid for', async () => {
    await empty()
    const store = openLetterStore(sql, room)
    await fill('no_postage_required', 8)
    await expect(store.finish(of('no_postage_required', 'x'), undefined)).rejects.toMatchObject(
      full,
    )
    await fill('consented', 6)
    await expect(store.finish(of('consented', 'x'), undefined)).rejects.toMatchObject(full)
    await expect(checkRoom(sql, room, of('postage_required', 'x'))).rejects.toMatchObject(full)
    await fill('paid', 2)
    await expect(store.finish(of('paid', 'x'), undefined)).rejects.toMatchObject(full)
    const paid = of('paid', 'x')
    const earned = { ...paid, receipt: { ...paid.receipt, transaction: paid.letterHash } }
    expect(await store.finish(earned, undefined)).toEqual(earned.receipt)
  })

  it('is of each inbox, and comes back with what is acknowledged', async () => {
    await empty()
    const store = openLetterStore(sql, room)
    await fill('no_postage_required', 8)
    const more = of('no_postage_required', 'more')
    const elsewhere = { ...more, inboxId: more.letterHash }
    expect(await store.finish(elsewhere, undefined)).toEqual(elsewhere.receipt)
    const [first] = await nextLetters(sql, more.inboxId, '0', 1)
    await acknowledge(sql, more.inboxId, first?.letterId ?? '')
    expect(await store.finish(more, undefined)).toEqual(more.receipt)
    // One that was taken in is not refused when it comes again.
    expect(await store.finish(more, undefined)).toEqual(more.receipt)
  })

  it('is of bytes, too', async () => {
    await empty()
    const store = openLetterStore(sql, { ...room, maxWaitingBytes: 100 })
    const long = (name: string) => ({ ...of('paid', name), bytes: new Uint8Array(60) })
    await store.finish(long('a'), undefined)
    await expect(store.finish(long('b'), undefined)).rejects.toMatchObject(full)
    expect(await store.find(long('b'))).toBeUndefined()
  })

  it('is not overrun by many at once', async () => {
    await empty()
    const store = openLetterStore(sql, room)
    const all = Array.from({ length: 20 }, (_, n) => of('no_postage_required', `${n}`))
    const taken = await Promise.allSettled(all.map((letter) => store.finish(letter, undefined)))
    expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(8)
  })
})

describe('letters that wait', () => {
  it('are told in order, whole, until they are acknowledged', async () => {
    await empty()
    const store = openLetterStore(sql)
    const [a, b] = [letterFor('a'), letterFor('b')]
    await store.finish(a, undefined)
    await store.finish({ ...b, verdict: { ...b.verdict, senderProof: 'unverified' } }, undefined)
    const [first, second] = await nextLetters(sql, a.inboxId, '0', 10)
    expect(first).toMatchObject({ letterHash: a.letterHash, sender: a.sender, receipt: a.receipt })
    expect(Buffer.from(first?.body ?? '', 'base64').toString()).toBe('a')
    expect(second).toMatchObject({ letterHash: b.letterHash, sender: null })
    expect(await nextLetters(sql, a.inboxId, first?.letterId ?? '', 10)).toEqual([second])
    expect(await nextLetters(sql, a.letterHash, '0', 10)).toEqual([])

    expect(await acknowledge(sql, a.letterHash, first?.letterId ?? '')).toBe(false)
    expect(await acknowledge(sql, a.inboxId, first?.letterId ?? '')).toBe(true)
    expect(await acknowledge(sql, a.inboxId, first?.letterId ?? '')).toBe(true)
    expect(await nextLetters(sql, a.inboxId, '0', 10)).toEqual([second])
    expect(await store.find(a)).toEqual(a.receipt)
  })

  it('are held back while their postage is retracted', async () => {
    await empty()
    const store = openLetterStore(sql)
    const stamp = stampFor('a')
    const letter = letterFor('a', stamp.stampId)
    await store.finish(letter, stamp)
    await store.retract(letter.receipt.admission.postageId)
    expect(await nextLetters(sql, letter.inboxId, '0', 10)).toEqual([])
    await store.restore(letter.receipt.admission.postageId)
    expect(await nextLetters(sql, letter.inboxId, '0', 10)).toHaveLength(1)
  })

  it('come by a new id after all others when they are no more held back, in every inbox', async () => {
    await empty()
    const store = openLetterStore(sql)
    const { stampId: postageId } = stampFor('a')
    const one = letterFor('a', postageId)
    const two = { ...letterFor('b', postageId), inboxId: one.letterHash }
    const next = letterFor('next')
    for (const letter of [one, two]) await store.finish(letter, undefined)
    const [before] = await nextLetters(sql, one.inboxId, '0', 1)
    await store.retract(postageId as Hex)
    for (const { inboxId } of [one, two]) await store.finish({ ...next, inboxId }, undefined)
    // Whoever restores, the feed and the admitter may at once, it is done once.
    await Promise.all([store.restore(postageId as Hex), store.restore(postageId as Hex)])
    for (const { inboxId, letterHash } of [one, two]) {
      const all = await nextLetters(sql, inboxId, '0', 10)
      expect(all.map((each) => each.letterHash)).toEqual([next.letterHash, letterHash])
    }
    const ids = await sql`select former_ids from relay.letter where inbox_id = ${one.inboxId}
      and letter_hash = ${one.letterHash}`
    expect(ids).toEqual([{ former_ids: [before?.letterId] }])
  })

  it('are acknowledged by each id that they were told by, and stay so', async () => {
    await empty()
    const store = openLetterStore(sql)
    const postageId = stampFor('a').stampId as Hex
    const letters = [letterFor('a', postageId), letterFor('b', postageId)]
    for (const letter of letters) await store.finish(letter, undefined)
    const { inboxId, letterHash } = letterFor('a')
    const waiting = () => nextLetters(sql, inboxId, '0', 10)
    const [first, second] = await waiting()
    expect(await acknowledge(sql, inboxId, first?.letterId ?? '')).toBe(true)
    await store.retract(postageId)
    await store.restore(postageId)
    expect(await waiting()).toMatchObject([{ letterHash: second?.letterHash }])
    await store.retract(postageId)
    await store.restore(postageId)
    expect(await acknowledge(sql, letterHash, second?.letterId ?? '')).toBe(false)
    expect(await acknowledge(sql, inboxId, second?.letterId ?? '')).toBe(true)
    expect(await waiting()).toEqual([])
    expect(await acknowledge(sql, inboxId, first?.letterId ?? '')).toBe(true)
  })

  it('are forgotten once so many newer ones were acknowledged, where nobody paid', async () => {
    await empty()
    const unpaid = letterFor('a')
    const paid = letterFor('b', stampFor('b').stampId)
    for (const letter of [unpaid, paid]) await openLetterStore(sql).finish(letter, undefined)
    const { inboxId } = unpaid
    const [first, second] = await nextLetters(sql, inboxId, '0', 2)
    for (const { letterId } of [first, second] as [WaitingLetter, WaitingLetter])
      await acknowledge(sql, inboxId, letterId)
    // Enough of it by itself, of the same inbox and of another, acknowledged and not.
    const more = (inbox: string, count: number, acknowledged: string | null) => sql`
      insert into relay.letter
        (inbox_id, letter_hash, sender, is_sender_proven, body, receipt, postage_id, acknowledged_at)
      select ${inbox}, gen_random_uuid(), sender, false, body, receipt, postage_id, ${acknowledged}::timestamptz
      from relay.letter, generate_series(1, ${count}) where letter_id = ${first?.letterId ?? ''}`
    const count = async (inbox: string) =>
      (await sql`select from relay.letter where inbox_id = ${inbox}`).length
    await more('another', 1_100, '2100-01-01')
    await more(inboxId, 998, '2100-01-01')
    await sql`update relay.letter set body = ''`
    await more(inboxId, 2, null)
    const [third, fourth] = await nextLetters(sql, inboxId, second?.letterId ?? '0', 2)
    await acknowledge(sql, inboxId, third?.letterId ?? '')
    expect(await openLetterStore(sql).find(unpaid)).toEqual(unpaid.receipt)
    await acknowledge(sql, inboxId, fourth?.letterId ?? '')
    expect(await openLetterStore(sql).find(unpaid)).toBeUndefined()
    expect(await openLetterStore(sql).find(paid)).toEqual(paid.receipt)
    expect(await acknowledge(sql, inboxId, fourth?.letterId ?? '')).toBe(true)
    expect(await count(inboxId)).toBe(1_001)
    expect(await count('another')).toBe(1_100)
  })

  it('are thrown away when they are old', async () => {
    await empty()
    const letter = letterFor('a')
    await openLetterStore(sql).finish(letter, undefined)
    await clean(sql, 1)
    expect(await nextLetters(sql, letter.inboxId, '0', 10)).toHaveLength(1)
    await sql`update relay.letter set received_at = now() - interval '25 hours'`
    await clean(sql, 1)
    expect(await nextLetters(sql, letter.inboxId, '0', 10)).toEqual([])
  })
})

describe('challenges and sessions', () => {
  const { inboxId, letterHash: other } = letterFor('a')

  it('know a challenge that was given for this inbox, in every process', async () => {
    const challenges = await openChallenges(sql)
    const challenge = challenges.give(inboxId)
    const elsewhere = await openChallenges(sql)
    expect(elsewhere.isGood(inboxId, challenge)).toBe(true)
    expect(elsewhere.isGood(other, challenge)).toBe(false)
    expect(elsewhere.isGood(inboxId, other)).toBe(false)
    const changed = `${challenge.slice(0, 12)}${challenge[12] === '0' ? '1' : '0'}${challenge.slice(13)}`
    expect(elsewhere.isGood(inboxId, changed)).toBe(false)
  })

  it('are of recipients that are known from then on, in every process, while they come back', async () => {
    const recipients = openRecipients(sql)
    expect(await recipients.isKnown(inboxId, 'key')).toBe(false)
    for (let n = 0; n < 2; n += 1) await recipients.note(inboxId, 'key')
    const elsewhere = openRecipients(sql)
    expect(await elsewhere.isKnown(inboxId, 'key')).toBe(true)
    expect(await elsewhere.isKnown(inboxId, 'other')).toBe(false)
    expect(await elsewhere.isKnown(other, 'key')).toBe(false)
    await sql`update relay.recipient set seen_at = now() - interval '25 hours'`
    await clean(sql, 2)
    expect(await elsewhere.isKnown(inboxId, 'key')).toBe(true)
    await clean(sql, 1)
    expect(await elsewhere.isKnown(inboxId, 'key')).toBe(false)
  })

  it('open one session by a challenge, which ends', async () => {
    await empty()
    const challenge = (await openChallenges(sql)).give(inboxId)
    const session = await openSession(sql, inboxId, challenge)
    expect(await openSession(sql, inboxId, challenge)).toBeUndefined()
    const token = session?.token ?? ''
    expect(await sessionOf(sql, token)).toMatchObject({ inboxId })
    expect(await sessionOf(sql, `${token}x`)).toBeUndefined()
    await sql`update relay.session set ends_at = now()`
    expect(await sessionOf(sql, token)).toBeUndefined()
  })
})
