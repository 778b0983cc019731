import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate } from '../../relay/schema/migrate.ts'
import { openChallenges } from '../../relay/store/challenges.ts'
import { acknowledge, clean, nextLetters } from '../../relay/store/letters.ts'
import { openDatabase } from '../../relay/store/openDatabase.ts'
import { openLetterStore } from '../../relay/store/openLetterStore.ts'
import { openSession, sessionOf } from '../../relay/store/sessions.ts'
import type { Database } from '../../scripts/stack/database.ts'
import { removeDatabase, startDatabase } from '../../scripts/stack/database.ts'
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
