import fc from 'fast-check'
import { getAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import type { StateRow, StateTableName } from '../../../protocol/wire/stateTables.ts'
import { stateTableNames, stateTables } from '../../../protocol/wire/stateTables.ts'
import { applyChange } from '../../../sdk/src/replica/state/applyChange.ts'
import { createPruner } from '../../../sdk/src/replica/state/createPruner.ts'
import { createReplicaState } from '../../../sdk/src/replica/state/replicaState.ts'
import { address, bytes32 } from '../../api/verifyScene.ts'
import { contentOf } from './support/contentOf.ts'
import * as rows from './support/rows.ts'

const few = fc.nat(2)
const inboxId = few.map((n) => bytes32(`inbox ${n}`))
const token = few.map((n) => getAddress(address(`token ${n}`)))
const wallet = few.map((n) => getAddress(address(`wallet ${n}`)))
const relay = few.map((n) => getAddress(address(`relay ${n}`)))
const mailingId = few.map((n) => bytes32(`mailing ${n}`))
const amount = fc.nat(3).map(String)
const place = { blockNumber: few.map(String), logIndex: few }

/** Rows of every table that a replica keeps, with few keys, so that they meet. */
const arbitraryRows: Partial<Record<StateTableName, fc.Arbitrary<StateRow>>> = {
  inbox: fc.record({ inboxId, keyEpoch: few, consentGiven: fc.boolean() }).map(rows.inboxRow),
  wallet: fc
    .record({ wallet, inboxId: fc.option(inboxId), sinceBlock: amount })
    .map(rows.walletRow),
  consent: fc
    .record({
      inboxId,
      subject: fc.constantFrom(bytes32('a'), `0x${'0'.repeat(24)}${'ab'.repeat(20)}`),
      consent: fc.constantFrom('none', 'allowed', 'denied'),
    })
    .map(rows.consentRow),
  terms: fc.record({ inboxId, token, stake: amount }).map(rows.termsRow),
  termsChange: fc.record({ ...place, inboxId, token, stake: amount }).map(rows.termsChangeRow),
  doorChange: fc.record({ ...place, inboxId }).map(rows.doorChangeRow),
  key: fc
    .record({
      ...{ inboxId, keyId: few.map((n) => bytes32(`key ${n}`)) },
      kind: fc.constantFrom(1, 2, null),
      revokedBlock: fc.option(amount),
    })
    .map(rows.keyRow),
  relay: fc.record({ relay, active: fc.boolean() }).map(rows.relayRow),
  carriage: fc.record({ relay, token, accepted: fc.boolean(), amount }).map(rows.carriageRow),
  stamp: few.chain((n) =>
    // A stamp's id is the hash of its letter.
    fc
      .record({
        stampId: fc.nat(1).map((m) => bytes32(`stamp ${n} ${m}`)),
        letterHash: fc.constant(bytes32(`letter ${n}`)),
        inboxId: fc.constant(bytes32(`inbox ${n}`)),
        status: fc.constantFrom('open', 'admitted', 'collected'),
      })
      .map(rows.stampRow),
  ),
  mailing: fc.record({ mailingId, status: fc.constantFrom('open', 'closed') }).map(rows.mailingRow),
  mail: fc.record({ mailingId, index: few }).map(rows.mailRow),
}

const change = fc.oneof(
  ...Object.entries(arbitraryRows).map(([name, row]) => {
    const table = name as StateTableName
    return fc.record({ table: fc.constant(table), row, isGone: fc.boolean() })
  }),
)

describe('the rows of a replica', () => {
  it('are those that stand after any changes, as if it had read them at once', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
        const followed = createReplicaState()
        const standing = new Map<string, { table: StateTableName; row: StateRow }>()
        for (const { table, row, isGone } of changes) {
          const columns = stateTables[table].key
          const key = Object.fromEntries(columns.map((column) => [column, row[column]])) as never
          applyChange(followed, { table, key, row: isGone ? null : row })
          const name = JSON.stringify([table, key])
          if (isGone) standing.delete(name)
          else standing.set(name, { table, row })
        }
        const read = createReplicaState()
        const inOrder = [...standing.values()].sort(
          (a, b) => stateTableNames.indexOf(a.table) - stateTableNames.indexOf(b.table),
        )
        for (const row of inOrder) applyChange(read, row)
        expect(contentOf(followed)).toEqual(contentOf(read))
      }),
      { numRuns: 2_000 },
    )
  })

  it.each([
    ['stamp', rows.stampRow, 'carriage', '1.5'],
    ['stamp', rows.stampRow, 'carriage', 10],
    ['stamp', rows.stampRow, 'status', 'voided'],
    ['stamp', rows.stampRow, 'expiresAt', -1],
    ['stamp', rows.stampRow, 'expiresAt', '1900000000'],
    ['stamp', rows.stampRow, 'postedBlock', String(2 ** 60)],
    ['stamp', rows.stampRow, 'letterHash', bytes32('letter').toUpperCase()],
    ['stamp', rows.stampRow, 'postedWhileClosed', null],
    ['stamp', rows.stampRow, 'relay', undefined],
    ['inbox', rows.inboxRow, 'keyEpoch', null],
    ['inbox', rows.inboxRow, 'consentGiven', 'false'],
    ['consent', rows.consentRow, 'subject', '0x12'],
    ['key', rows.keyRow, 'publicKey', '0x1'],
    ['carriage', rows.carriageRow, 'amount', null],
    ['mailing', rows.mailingRow, 'count', 1.5],
    ['mail', rows.mailRow, 'index', -1],
  ] as const)(
    'are refused where a column is not of its kind: %s',
    (table, rowOf, column, value) => {
      const state = createReplicaState()
      const before = contentOf(state)
      const row = rowOf({ [column]: value })
      expect(() => applyChange(state, { table, row })).toThrow(
        expect.objectContaining({
          name: 'ApiAnswerError',
          message: expect.stringContaining(`of a row of \`${table}\`, its ${column} is`),
        }),
      )
      expect(contentOf(state).stamps).toEqual(before.stamps)
    },
  )

  it('are nothing to a replica where no verdict needs them', () => {
    const state = createReplicaState()
    applyChange(state, { table: 'balance', row: { any: 'thing' } })
    applyChange(state, { table: 'voidedStamp', key: {}, row: null })
    expect(contentOf(state)).toEqual(contentOf(createReplicaState()))
  })
})

describe('what expired long ago', () => {
  const day = 86_400
  const now = 1_900_000_000

  it('is let go a day later, and does not come back', () => {
    const state = createReplicaState()
    const prune = createPruner(state, 1)
    for (const [n, expiresAt] of [now - day - 1, now - day, now - 1, now + 1].entries()) {
      applyChange(state, {
        table: 'stamp',
        row: rows.stampRow({ stampId: bytes32(`${n}`), expiresAt }),
      })
      const mailing = rows.mailingRow({ mailingId: bytes32(`${n}`), expiresAt })
      applyChange(state, { table: 'mailing', row: mailing })
    }
    for (let calls = 0; calls < 6; calls++) prune(now)
    expect(state.stamps.byId.size).toBe(3)
    expect(state.mailings.size).toBe(3)
    expect(state.stamps.byId.has(bytes32('0'))).toBe(false)
    const settled = rows.stampRow({ stampId: bytes32('0'), expiresAt: now - day - 1 })
    applyChange(state, { table: 'stamp', row: { ...settled, status: 'expired' } })
    expect(state.stamps.byId.size).toBe(3)
  })

  it('is never what a snapshot would still have: the time does not go back', () => {
    const state = createReplicaState(now)
    createPruner(state)(now - 10 * day)
    expect(state.settledBefore).toBe(now)
  })
})
