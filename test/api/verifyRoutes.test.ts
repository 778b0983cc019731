import { getAddress } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp } from '../../api/app.ts'
import { reasonCodes } from '../../protocol/reasons.ts'
import { holdToContract } from './contract.ts'
import type { Scene } from './verifyScene.ts'
import {
  address,
  bytes32,
  head,
  hour,
  letterHash,
  mailed,
  native,
  now,
  recipient,
  relay,
  request,
  sender,
  startScene,
  subjectOf,
} from './verifyScene.ts'

let scene: Scene

beforeAll(async () => {
  scene = await startScene()
})
beforeEach(() => scene.reset())
afterAll(() => scene.stop())

async function priced(): Promise<void> {
  await scene.inbox()
  await scene.terms()
  await scene.price()
}

/** Runs with no block indexed, as before the indexer is live. */
async function withoutBlocks(run: () => Promise<void>): Promise<void> {
  await scene.chain.tables.run('truncate block')
  await run()
  await scene.chain.index()
}

describe('POST /v1/verify', () => {
  it('refuses a chain that is not served, and names the ones that are', async () => {
    const problem = await scene.problem('/v1/verify', { ...request, chain: 'eip155:5' })
    expect(problem).toMatchObject({
      status: 400,
      code: 'unknown_chain',
      detail: 'No Pennypost here on eip155:5. Known: eip155:31337.',
      errors: [{ in: 'body', pointer: '/chain' }],
    })
  })

  it.each([
    [
      'a mailing besides a stamp',
      { stampId: letterHash, mailing: { mailingId: letterHash, index: 0, proof: [] } },
      '/mailing',
    ],
    ['a mailing by its id', { mailing: letterHash }, '/mailing'],
    [
      'an index of 33 bits',
      { mailing: { mailingId: letterHash, index: 2 ** 32, proof: [] } },
      '/mailing/index',
    ],
    [
      'an index below 0',
      { mailing: { mailingId: letterHash, index: -1, proof: [] } },
      '/mailing/index',
    ],
    [
      'a proof of 33 siblings',
      { mailing: { mailingId: letterHash, index: 0, proof: Array(33).fill(letterHash) } },
      '/mailing/proof',
    ],
    [
      'a short sibling',
      { mailing: { mailingId: letterHash, index: 0, proof: ['0x12'] } },
      '/mailing/proof/0',
    ],
    ['a misspelt field', { minConfirmation: 5 }, '/minConfirmation'],
    ['a field within policy', { policy: { closed: 'carry' } }, '/policy/closed'],
    ['senderAuthenticated false', { senderAuthenticated: false }, '/senderAuthenticated'],
    ['acceptUnpaidCarriage false', { acceptUnpaidCarriage: false }, '/acceptUnpaidCarriage'],
    ['explain false', { explain: false }, '/explain'],
    ['no inbox', { inboxId: undefined }, '/inboxId'],
    ['a short letterHash', { letterHash: '0x12' }, '/letterHash'],
    ['a sender of 21 bytes', { sender: `${sender}00` }, '/sender'],
    ['an address as 32 bytes', { sender: subjectOf(sender) }, '/sender'],
    ['a relay of 32 bytes', { relay: recipient }, '/relay'],
    ['another finality', { finality: 'soon' }, '/finality'],
    ['no confirmation', { minConfirmations: 0 }, '/minConfirmations'],
    ['half a confirmation', { minConfirmations: 1.5 }, '/minConfirmations'],
    ['too many confirmations', { minConfirmations: 2 ** 31 }, '/minConfirmations'],
    ['negative seconds', { minSecondsLeft: -1 }, '/minSecondsLeft'],
    ['a number as amount', { minCarriage: { [native]: 5 } }, `/minCarriage/${native}`],
    ['a negative amount', { minCarriage: { [native]: '-5' } }, `/minCarriage/${native}`],
    [
      'an amount of 79 digits',
      { minCarriage: { [native]: '9'.repeat(79) } },
      `/minCarriage/${native}`,
    ],
    ['no token', { minCarriage: { gold: '5' } }, '/minCarriage/gold'],
    ['a token twice', { minCarriage: { [relay]: '5', [getAddress(relay)]: '6' } }, '/minCarriage'],
    [
      '65 tokens',
      {
        minCarriage: Object.fromEntries(
          Array.from({ length: 65 }, (_, i) => [address(`t${i}`), '1']),
        ),
      },
      '/minCarriage',
    ],
    ['a policy of another kind', { policy: { unknownInbox: 'ask' } }, '/policy/unknownInbox'],
  ])('refuses %s, by its pointer', async (_, fields, pointer) => {
    const problem = await scene.problem('/v1/verify', { ...request, ...fields })
    expect(problem).toMatchObject({
      status: 400,
      code: 'invalid_request',
      errors: [{ in: 'body' }],
    })
    expect(problem.errors?.map((error) => error.pointer)).toEqual([pointer])
  })

  it('says of a field that is not there that it must be given', async () => {
    const { errors } = await scene.problem('/v1/verify', { chain: undefined })
    expect(errors).toEqual(
      ['chain', 'inboxId', 'sender', 'letterHash', 'relay'].map((field) => ({
        in: 'body',
        pointer: `/${field}`,
        detail: 'must be given',
      })),
    )
  })

  it.each([
    [
      { sender: 'bob.eth' },
      'must be a wallet (0x and 40 hexadecimal digits) or an inbox id (0x and 64)',
    ],
    [{ sender: subjectOf(sender) }, 'is an address written as 32 bytes: send its 20 bytes'],
    [{ minCarriage: { ETH: '0.1' } }, 'must be a token: 0x and 40 hexadecimal digits'],
  ])('says of %j one thing, and what it must be', async (fields, detail) => {
    const { errors } = await scene.problem('/v1/verify', { ...request, ...fields })
    expect(errors?.map((error) => error.detail)).toEqual([detail])
  })

  it('refuses a token named __proto__, which JavaScript would overlook', async () => {
    const odd = Object.fromEntries([['__proto__', '5']])
    expect(await scene.problem('/v1/verify', { ...request, minCarriage: odd })).toMatchObject({
      code: 'invalid_request',
      errors: [{ pointer: '/minCarriage/__proto__' }],
    })
  })

  it('takes the largest of everything', async () => {
    await priced()
    await scene.stamps({})
    const fields = {
      minSecondsLeft: 2 ** 40 - 1,
      minCarriage: { [native]: '9'.repeat(78) },
    }
    expect(await scene.verify(fields)).toMatchObject({ reason: 'expiring' })
    expect(await scene.verify({ ...fields, minSecondsLeft: 0 })).toMatchObject({
      reason: 'carriage_too_low',
    })
    expect(await scene.verify({ minConfirmations: 2 ** 31 - 1 })).toMatchObject({
      reason: 'not_final',
      retryAfterSeconds: 3_600,
    })
  })

  it('never gives a verdict that it cannot date', async () => {
    await priced()
    await withoutBlocks(async () => {
      const problem = await scene.problem('/v1/verify', request)
      expect(problem).toMatchObject({ status: 503, code: 'index_stale' })
      expect(problem).not.toHaveProperty('eligible')
    })
  })

  it('never gives an old verdict', async () => {
    await priced()
    const { fake } = scene.chain
    fake.reorg(1)
    await scene.chain.chain.freshness.poll()
    const problem = await scene.problem('/v1/verify', request)
    expect(problem).toMatchObject({ status: 503, code: 'index_stale' })
    await scene.chain.index()
    expect(await scene.verify()).toMatchObject({ reason: 'postage_required' })
  })

  it('tells how long the verdict holds: a block, but no longer than its postage', async () => {
    await priced()
    const { chain } = scene.chain
    const validFor = async (row: Parameters<Scene['stamps']>[0], fields = {}) => {
      await scene.chain.tables.run('truncate stamp')
      await scene.stamps(row ?? {})
      return (await scene.verify(fields)).validForSeconds
    }
    try {
      chain.blockTimeSeconds = 11.5
      expect(await validFor({})).toBe(12)
      expect(await validFor({ status: 'collected' })).toBe(12)
      expect(await validFor({ status: 'admitted', expiresAt: now + 7 })).toBe(7)
      expect(await validFor({ expiresAt: now + 3_240 })).toBe(1)
      expect(await validFor({ expiresAt: now + 3_244 })).toBe(5)
      expect(await validFor({ expiresAt: now + 105 }, { minSecondsLeft: 100 })).toBe(6)
      expect(await validFor({ expiresAt: now + 5 }, { minSecondsLeft: 0 })).toBe(5)
      chain.blockTimeSeconds = 0.25
      expect(await validFor({})).toBe(1)
    } finally {
      chain.blockTimeSeconds = undefined
    }
  })

  it('says when to ask again, by the time of a block', async () => {
    await priced()
    await scene.stamps({ postedBlock: head })
    const { chain } = scene.chain
    try {
      chain.blockTimeSeconds = 12
      expect(await scene.verify({ minConfirmations: 4 })).toMatchObject({ retryAfterSeconds: 36 })
      const stampId = bytes32('never posted')
      expect(await scene.verify({ stampId })).toMatchObject({ retryAfterSeconds: 12 })
    } finally {
      chain.blockTimeSeconds = undefined
    }
  })

  it('counts verdicts by reason', async () => {
    const { metrics } = scene.world.services
    metrics.verdicts.reset()
    await scene.verify()
    await scene.batch([request, request, 'bad'])
    expect((await metrics.verdicts.get()).values).toEqual([
      { labels: { chain: 'eip155:31337', reason: 'unknown_inbox' }, value: 3 },
    ])
  })
})

describe('explain', () => {
  it('is absent unless asked for', async () => {
    expect(await scene.verify()).not.toHaveProperty('rows')
  })

  it('gives every row with the values it compared', async () => {
    await priced()
    await scene.stamps({ postedBlock: 50 })
    const verdict = await scene.verify({ explain: true, minConfirmations: 3 })
    expect(verdict).toMatchObject({ eligible: true, reason: 'paid' })
    const rows = verdict.rows ?? []
    expect(rows.map(({ row, outcome }) => [row, outcome])).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15].map((row) => [row, 'no_match']),
      [16, 'match'],
    ])
    expect(Object.fromEntries(rows.map(({ row, values }) => [row, values]))).toEqual({
      1: { registeredBlock: '5', levelBlock: '98' },
      2: { sender, denied: null },
      3: { senderAuthenticated: false, allowed: null },
      4: { door: 'postage', doorSinceBlock: '5', levelBlock: '98' },
      5: { door: 'postage', status: 'open', postedWhileClosed: false },
      6: { stampId: null },
      7: { found: true },
      8: { payer: address('payer'), denied: null },
      9: { postageRelay: relay, relay, acceptUnpaidCarriage: false },
      10: { status: 'open' },
      11: { status: 'open', now, expiresAt: now + hour },
      12: {},
      13: { status: 'open', secondsLeft: hour, required: 3_240, window: hour },
      14: { token: native, carriage: '10', carriageAsked: '10', minCarriage: null },
      15: { postedBlock: '50', levelBlock: '98', confirmations: 51 },
      16: { stampId: bytes32('stamp'), status: 'open' },
    })
  })

  it('shows what is known of the rows after the one that decides', async () => {
    await priced()
    await scene.stamps({ carriage: 9n, expiresAt: now })
    const rows = (await scene.verify({ explain: true })).rows ?? []
    const outcomes = rows.map(({ row, outcome, reason }) => [row, outcome, reason])
    expect(outcomes.slice(-7)).toEqual([
      [10, 'no_match', undefined],
      [11, 'match', 'expired'],
      [12, 'not_reached', undefined],
      [13, 'not_reached', undefined],
      [14, 'not_reached', undefined],
      [15, 'not_reached', undefined],
      [16, 'not_reached', undefined],
    ])
    expect(rows.find(({ row }) => row === 14)?.values).toMatchObject({ carriage: '9' })
  })

  it('shows what was held back by the finality asked for', async () => {
    await priced()
    await scene.consent({ consent: 'allowed', sinceBlock: 99 })
    const fields = { explain: true, senderAuthenticated: true, minConfirmations: 3 }
    const verdict = await scene.verify(fields)
    expect(verdict).toMatchObject({ eligible: false, reason: 'not_final' })
    const told = verdict.rows?.filter(({ outcome }) => outcome !== 'no_match').slice(0, 2)
    expect(told).toMatchObject([
      { row: 3, outcome: 'held', values: { sinceBlock: '99', levelBlock: '98' } },
      { row: 7, outcome: 'match', reason: 'postage_required' },
    ])
  })
})

describe('requests of the same moment', () => {
  it('share one statement, and each gets its own verdict', async () => {
    await priced()
    await scene.stamps({})
    const query = vi.spyOn(scene.chain.chain.database, 'query')
    const letters = Array.from({ length: 60 }, (_, i) => (i % 2 ? bytes32(`${i}`) : letterHash))
    const verdicts = await Promise.all(letters.map((hash) => scene.verify({ letterHash: hash })))
    expect(query.mock.calls.length).toBeLessThan(20)
    query.mockRestore()
    expect(verdicts.map(({ reason }) => reason)).toEqual(
      letters.map((hash) => (hash === letterHash ? 'paid' : 'postage_required')),
    )
  })

  it('fail together if the database does, and the next ones do not', async () => {
    const query = vi.spyOn(scene.chain.chain.database, 'query')
    query.mockRejectedValueOnce(new Error('broken'))
    const answers = await Promise.all([1, 2].map(() => scene.post('/v1/verify', request)))
    query.mockRestore()
    expect(answers.some(({ status }) => status === 500)).toBe(true)
    expect(await scene.verify()).toMatchObject({ reason: 'unknown_inbox' })
  })
})

describe('POST /v1/verify/batch', () => {
  it('answers in order, with one statement and one asOf', async () => {
    await priced()
    await scene.stamps({})
    const query = vi.spyOn(scene.chain.chain.database, 'query')
    const items = [
      request,
      { ...request, letterHash: bytes32('another letter') },
      { ...request, inboxId: bytes32('another inbox') },
      { ...request, acceptUnpaidCarriage: true },
      request,
    ]
    const { results, asOf } = await scene.batch(items)
    expect(query).toHaveBeenCalledTimes(1)
    query.mockRestore()
    expect(results.map((result) => 'reason' in result && result.reason)).toEqual([
      'paid',
      'postage_required',
      'unknown_inbox',
      'paid',
      'paid',
    ])
    expect(asOf).toMatchObject({ blockNumber: String(head), blockTimestamp: now })
    for (const result of results) {
      expect(result).not.toHaveProperty('asOf')
      expect(result).not.toHaveProperty('rows')
    }
    const { asOf: _, ...single } = await scene.verify()
    expect(results[0]).toEqual(single)
  })

  it('gives a bad item its problem, and spoils no other', async () => {
    await priced()
    const { results } = await scene.batch([
      request,
      { ...request, relay: '0x12', mailings: {} },
      'letter',
      { ...request, explain: true },
      { ...request, chain: 'eip155:31337' },
      request,
    ])
    const verdict = { eligible: false, reason: 'postage_required' }
    const problem = { status: 400, code: 'invalid_request', instance: '/v1/verify/batch' }
    expect(results).toMatchObject([
      verdict,
      { ...problem, errors: [{ pointer: '/items/1/relay' }, { pointer: '/items/1/mailings' }] },
      { ...problem, errors: [{ pointer: '/items/2' }] },
      { ...problem, errors: [{ pointer: '/items/3/explain' }] },
      { ...problem, errors: [{ pointer: '/items/4/chain' }] },
      verdict,
    ])
    expect(results[1]).not.toHaveProperty('eligible')
  })

  it('takes 1,000 items and no more', async () => {
    const thousand = Array.from({ length: 1_000 }, (_, i) => ({
      ...request,
      letterHash: bytes32(`${i}`),
    }))
    const { results } = await scene.batch(thousand)
    expect(results).toHaveLength(1_000)
    expect(
      await scene.problem('/v1/verify/batch', { items: [...thousand, request] }),
    ).toMatchObject({
      status: 400,
      code: 'invalid_request',
      errors: [{ pointer: '/items', detail: 'must have at most 1000 items' }],
    })
  })

  it('answers no items with no results, as of a block', async () => {
    expect(await scene.batch([])).toMatchObject({
      results: [],
      asOf: { blockNumber: String(head) },
    })
    expect((await scene.batch(['bad'])).results).toMatchObject([{ code: 'invalid_request' }])
  })

  it('refuses as a whole what is wrong as a whole', async () => {
    const path = '/v1/verify/batch'
    for (const [body, pointer] of [
      [{ items: {} }, '/items'],
      [{ items: [], explain: true }, '/explain'],
      [{}, '/items'],
    ] as const) {
      expect(await scene.problem(path, body)).toMatchObject({
        code: 'invalid_request',
        errors: [{ pointer }],
      })
    }
    expect(await scene.problem(path, { chain: 'eip155:5', items: [] })).toMatchObject({
      code: 'unknown_chain',
    })
    await withoutBlocks(async () => {
      expect(await scene.problem(path, { items: [] })).toMatchObject({ code: 'index_stale' })
    })
  })
})

describe('GET /v1/verify', () => {
  const query = (fields: Record<string, string>) =>
    `/v1/verify?${new URLSearchParams({ chain: 'eip155:31337', ...request, ...fields })}`

  it('is not there unless in development', async () => {
    const response = await scene.world.app.request(query({}))
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ code: 'not_found' })
    const malformed = await scene.world.app.request('/v1/verify?chain=x')
    expect(malformed.status).toBe(404)
  })

  it('answers as POST does', async () => {
    await priced()
    await scene.consent({ consent: 'allowed' })
    await scene.stamps({ carriage: 5n, carriageAsked: null })
    const { status, body } = await scene.get(query({}))
    expect(status).toBe(200)
    expect(body).toEqual(await scene.verify())
  })

  it('knows every field', async () => {
    await priced()
    await scene.consent({ consent: 'allowed', sinceBlock: 50 })
    const verdict = async (fields: Record<string, string>) => (await scene.get(query(fields))).body
    expect(await verdict({ senderAuthenticated: 'true' })).toMatchObject({ reason: 'consented' })
    const late = { senderAuthenticated: 'true', minConfirmations: '52' }
    expect(await verdict(late)).toMatchObject({ reason: 'not_final' })
    expect(await verdict({ ...late, finality: 'latest', minConfirmations: '51' })).toMatchObject({
      reason: 'consented',
    })
    await scene.stamps({ carriage: 5n, carriageAsked: null, expiresAt: now + 100 })
    const paid = { minSecondsLeft: '100', minCarriage: `${native}:5,${relay}:9` }
    expect(await verdict(paid)).toMatchObject({ reason: 'paid' })
    expect(await verdict({ ...paid, minSecondsLeft: '101' })).toMatchObject({ reason: 'expiring' })
    expect(await verdict({ ...paid, stampId: bytes32('stamp') })).toMatchObject({ reason: 'paid' })
    expect(await verdict({ stampId: bytes32('none') })).toMatchObject({ reason: 'postage_unknown' })
    expect(await verdict({ acceptUnpaidCarriage: 'true', explain: 'true' })).toMatchObject({
      rows: expect.arrayContaining([
        expect.objectContaining({
          row: 9,
          values: { postageRelay: relay, relay, acceptUnpaidCarriage: true },
        }),
      ]),
    })
    await scene.mailing({ carriage: 5n })
    const mailing = JSON.stringify(mailed.mailing)
    expect(await verdict({ mailing })).toMatchObject({ reason: 'carriage_too_low' })
    const senderStatement = JSON.stringify({
      ...{ wallet: sender, senderInboxId: letterHash, keyId: letterHash, issuedAt: now },
      signature: `0x${'00'.repeat(65)}`,
    })
    expect(await verdict({ senderStatement })).toMatchObject({ senderProof: 'unverified' })
    const unknown = { inboxId: bytes32('another inbox'), unknownInbox: 'carry' }
    expect(await verdict(unknown)).toMatchObject({ eligible: true, reason: 'unknown_inbox' })
  })

  it.each([
    ['policy', 'carry', '/policy'],
    ['minConfirmations', 'many', '/minConfirmations'],
    ['minConfirmations', '0', '/minConfirmations'],
    ['senderAuthenticated', 'yes', '/senderAuthenticated'],
    ['mailing', letterHash, '/mailing'],
    ['mailing', '{"index":0,"proof":[]}', '/mailing/mailingId'],
    ['senderStatement', '{', '/senderStatement'],
    ['minCarriage', native, '/minCarriage'],
    ['minCarriage', `${native}:1,${native}:2`, '/minCarriage'],
    ['minCarriage', `${native}:x`, `/minCarriage/${native}`],
  ])('refuses %s=%s', async (name, value, pointer) => {
    const { status, body } = await scene.get(query({ [name]: value }))
    expect(status).toBe(400)
    expect(body).toMatchObject({
      code: 'invalid_request',
      errors: [{ in: 'query', pointer }],
    })
  })

  it('keeps out of caches', async () => {
    const app = holdToContract(createApp({ ...scene.world.services, isDevelopment: true }))
    const response = await app.request(query({}))
    expect(response.headers.get('cache-control')).toBe('no-store')
  })
})

it('gives no reason but these, each provoked in verifyRows.test.ts or verifyMailings.test.ts', () => {
  expect([...reasonCodes].sort()).toEqual([
    'already_settled',
    'bad_proof',
    'carriage_too_low',
    'closed',
    'consented',
    'expired',
    'expiring',
    'no_common_token',
    'no_postage_required',
    'not_final',
    'paid',
    'postage_required',
    'postage_unknown',
    'sender_denied',
    'stake_too_low',
    'stamp_mismatch',
    'token_not_accepted',
    'unknown_inbox',
    'window_too_short',
    'wrong_relay',
  ])
})
