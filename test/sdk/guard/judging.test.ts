import type { Address, Hex } from 'viem'
import { keccak256, zeroAddress } from 'viem'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { addresses } from '../../../generated/addresses.ts'
import { stampIdOf } from '../../../protocol/ids.ts'
import { reasonCodes } from '../../../protocol/reasons.ts'
import { ApiProblemError } from '../../../sdk/src/errors/ApiProblemError.ts'
import { InvalidParameterError } from '../../../sdk/src/errors/InvalidParameterError.ts'
import type { Admitter } from '../../../sdk/src/guard/createAdmitter.ts'
import type { EligibleLetter } from '../../../sdk/src/guard/eligibleLetter.ts'
import { firstOf } from '../../../sdk/src/guard/firstOf.ts'
import type { GuardOptions } from '../../../sdk/src/guard/guardOptions.ts'
import { memoryLetterStore } from '../../../sdk/src/guard/memoryLetterStore.ts'
import { requirePostage } from '../../../sdk/src/guard/requirePostage.ts'
import type {
  JudgedPostage,
  LetterVerdict,
  VerdictSource,
} from '../../../sdk/src/guard/verdictSource.ts'
import { withPostage } from '../../../sdk/src/guard/withPostage.ts'
import { toHeaderValue } from '../../../sdk/src/x402/headerValue.ts'
import { requiredOf } from '../../../sdk/src/x402/required.ts'
import {
  consented,
  guardOf,
  inboxId,
  letterHeaders,
  mustPay,
  relay,
  sender,
} from './support/guardOf.ts'

// What a guard makes of verdicts, whoever gives them.

afterEach(() => void vi.useRealTimers())

const bytes = new TextEncoder().encode('a sealed letter')
const letterHash = keccak256(bytes)
const payer = '0x00000000000000000000000000000000000000bb'
const stamp = {
  ...({ sender: payer, relay, token: zeroAddress, inboxId, letterHash } as const),
  ...{ carriage: 2n, stake: 5n, expiresAt: 2_000_000_000 },
}
const stampId = stampIdOf({ chainId: 31337, postOffice: addresses.PostOffice, stamp })
const postage: JudgedPostage = {
  ...{ stampId, sender: payer, relay, token: zeroAddress, carriage: '2', stake: '5' },
  ...{ expiresAt: stamp.expiresAt, window: 3_600, postedBlock: '7', status: 'open' },
  ...{ postedBlockHash: stampId, postedAt: 1_795_377_600, confirmations: 1 },
}
const paid: LetterVerdict = {
  ...{ eligible: true, reason: 'paid', senderProof: 'unverified', validForSeconds: 1 },
  postage,
}

async function send(verdict: unknown, options: Partial<GuardOptions> = {}, payload?: object) {
  const { guard, asked, errors } = guardOf(verdict, options)
  const taken: EligibleLetter[] = []
  const handler = withPostage(guard, (letter) => {
    taken.push(letter)
    return new Response(null, { status: 202 })
  })
  const accepted = { scheme: 'pennypost-stamp', network: 'eip155:31337' }
  const headers = {
    ...letterHeaders,
    ...(payload && { 'payment-signature': toHeaderValue({ x402Version: 2, accepted, payload }) }),
  }
  const request = new Request('https://relay.example/', { method: 'POST', headers, body: bytes })
  return { response: await handler(request), taken, asked, errors }
}

describe('a verdict', () => {
  it.each(reasonCodes)('that is eligible by %s counts only if that carries', async (reason) => {
    const verdict = { ...paid, reason }
    const { response } = await send(verdict)
    const carries = ['paid', 'consented', 'no_postage_required'].includes(reason)
    expect(response.status).toBe(carries ? 202 : 402)
  })

  it('that is eligible by a reason of tomorrow does not count', async () => {
    const { response } = await send({ ...consented, reason: 'blessed' })
    expect(response.status).toBe(402)
    expect(requiredOf(response)).toMatchObject({ error: 'blessed', accepts: [] })
  })

  it.each([
    undefined,
    null,
    {},
    'yes',
    { eligible: 'true', reason: 'paid' },
    { eligible: 1, reason: 'paid' },
    { eligible: true },
  ])('that is none keeps the letter out: %j', async (verdict) => {
    const { response, taken, errors } = await send(verdict)
    expect(response.status).toBe(503)
    expect(taken).toEqual([])
    expect(errors).toHaveLength(1)
  })

  it('is asked about what the relay itself hashed', async () => {
    const { asked } = await send(consented, { policy: { finality: 'safe' } }, { stampId })
    expect(asked).toEqual([{ inboxId, sender, letterHash, relay, finality: 'safe', stampId }])
  })

  it('asks nobody to pay another relay', async () => {
    const other: Address = '0x00000000000000000000000000000000000000cc'
    const entry = mustPay.quote?.[0]
    const quote = [{ ...entry, relay: other }, entry, { ...entry, relay: zeroAddress }]
    const { response } = await send({ ...mustPay, quote })
    expect(requiredOf(response).accepts).toMatchObject([
      { extra: { relay } },
      { extra: { relay: zeroAddress } },
    ])
  })

  it('of more tokens than go into a header asks for the first ones', async () => {
    const quote = Array(100).fill(mustPay.quote?.[0])
    const { response } = await send({ ...mustPay, quote })
    expect(requiredOf(response).accepts).toHaveLength(6)
    expect(response.headers.get('payment-required')?.length).toBeLessThan(8_192)
  })

  it('of a chain whose clock is ahead is paid by that clock', async () => {
    const asOf = { blockTimestamp: 1_900_000_000 }
    const { response } = await send({ ...mustPay, asOf })
    expect(requiredOf(response).accepts[0]?.extra).toMatchObject({
      expiresAt: 1_900_000_000 + 3_600 + 86_400,
    })
  })
})

describe('a verdict that it is paid', () => {
  it('makes a receipt of its postage', async () => {
    const { taken } = await send(paid, {}, { stampId })
    expect(taken[0]?.receipt).toMatchObject({
      ...{ reason: 'paid', payer },
      admission: { relay, inboxId, letterHash, postageId: stampId },
    })
  })

  it.each([
    ['no postage', undefined],
    ['another stamp than its fields make', { ...postage, stake: '6' }],
    ['another id', { ...postage, stampId: letterHash }],
    ['a mailing that was not named', { ...postage, stampId: undefined, mailingId: stampId }],
    ['nonsense', { ...postage, carriage: 'much' }],
  ])('by %s keeps the letter out', async (_, other) => {
    const { response, errors } = await send({ ...paid, postage: other })
    expect(response.status).toBe(503)
    expect(errors).toHaveLength(1)
  })

  it('by another stamp than was named keeps the letter out', async () => {
    const { response } = await send(paid, {}, { stampId: letterHash })
    expect(response.status).toBe(503)
  })

  it.each([
    ['admitted', { status: 'admitted' }],
    ['without carriage', { carriage: '0' }],
    ['of a mailing without carriage', { carriage: '0', stampId: undefined, mailingId: letterHash }],
  ])('by postage %s leaves nothing to admit', async (_, fields) => {
    const store = memoryLetterStore()
    const free = stampIdOf({
      chainId: 31337,
      postOffice: addresses.PostOffice,
      stamp: { ...stamp, carriage: 0n },
    })
    const id = 'carriage' in fields && !('mailingId' in fields) ? { stampId: free } : {}
    const mailing = 'mailingId' in fields && {
      mailing: { mailingId: letterHash, index: 0, proof: [] },
    }
    const { response } = await send(
      { ...paid, postage: { ...postage, ...id, ...fields } },
      { store },
      mailing || undefined,
    )
    expect(response.status).toBe(202)
    expect(await store.listUnadmitted(10)).toEqual([])
  })

  it('leaves its stamp to be admitted', async () => {
    const store = memoryLetterStore()
    await send(paid, { store })
    expect(await store.listUnadmitted(10)).toEqual([{ stampId, stamp, expiresAt: stamp.expiresAt }])
  })
})

describe('what malforms a request', () => {
  it.each([
    ['an address', { headers: { 'pennypost-inbox': '0x12' } }, 'invalid_letter'],
    ['a payment', { headers: { ...letterHeaders, 'payment-signature': '?' } }, 'invalid_payment'],
    [
      'a payment',
      { headers: { ...letterHeaders, 'payment-signature': 'A'.repeat(20_000) } },
      'invalid_payment',
    ],
    ['no body', { headers: letterHeaders, body: null }, 'letter_empty'],
  ])('is told of with 400: %s', async (_, init, code) => {
    const { guard, asked, errors } = guardOf(consented)
    const handler = withPostage(guard, () => new Response())
    const response = await handler(
      new Request('https://relay.example/', { method: 'POST', body: bytes, ...init }),
    )
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toMatchObject({ code, status: 400 })
    expect({ asked, errors }).toEqual({ asked: [], errors: [] })
  })
})

describe('what judges letters and cannot', () => {
  const problem = (status: number, code: string, ...pointers: string[]) =>
    new ApiProblemError({
      ...{ status, code, detail: `It is ${code}.` },
      errors: pointers.map((pointer) => ({ in: 'body', pointer, detail: 'is wrong' })),
    })
  const wrong = (parameter: string) => new InvalidParameterError(parameter, 'It is wrong.')
  const away = new Error('away')
  const judging = (fault: unknown) =>
    send(() => {
      throw fault
    })

  it.each([
    ['the replica, of a sender', wrong('sender'), 'invalid_letter'],
    ['the replica, of a part', wrong('senderStatement.issuedAt'), 'invalid_letter'],
    ['the replica, of a mailing', wrong('mailing.extra'), 'invalid_payment'],
    ['the API, of a stamp', problem(400, 'invalid_request', '/stampId'), 'invalid_payment'],
    [
      'the API, of one of many',
      problem(400, 'invalid_request', '/items/17/mailing/proof/0', ''),
      'invalid_payment',
    ],
    ['one of several', new AggregateError([away, wrong('inboxId')]), 'invalid_letter'],
  ])('is told of with 400, where the client wrote it: %s', async (_, fault, code) => {
    const { response, taken, errors } = await judging(fault)
    expect(response.status).toBe(400)
    expect(response.headers.get('retry-after')).toBeNull()
    expect(await response.json()).toMatchObject({ code, detail: expect.stringMatching(/^It is/) })
    expect({ taken, errors }).toEqual({ taken: [], errors: [] })
  })

  it.each([
    ['its policy', wrong('minConfirmations')],
    ['its policy, by the API', problem(400, 'invalid_request', '/items/0/policy/unknownInbox')],
    ['a field that nobody knows', problem(400, 'invalid_request', '/items/0', '')],
    ['nonsense', new ApiProblemError({ status: 400, code: 'invalid_request', errors: [null] })],
    ['its chain', problem(400, 'unknown_chain', '/chain')],
    ['its key', problem(401, 'invalid_api_key')],
    ['its rate', problem(429, 'rate_limited')],
    ['what may pass', problem(409, 'proof_unavailable')],
    ['nobody there', new AggregateError([away, problem(503, 'index_stale')])],
  ])('is 503 where the trouble is the relay’s own: %s', async (_, fault) => {
    const { response, taken, errors } = await judging(fault)
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ code: 'not_judged' })
    expect({ taken, errors }).toEqual({ taken: [], errors: [fault] })
  })
})

describe('requirePostage', () => {
  const options = {
    chainId: 31337,
    relay,
    signer: undefined as never,
    source: undefined as never,
  } as const

  it('refuses options that cannot be meant', () => {
    expect(() => requirePostage({ ...options, chainId: 5 })).toThrow('chain 5')
    expect(() => requirePostage({ ...options, relay: '0x12' })).toThrow('`relay` is no address')
    expect(() => requirePostage({ ...options, admitFirst: () => true })).toThrow('`admitFirst`')
    const admitter = { canAdmitMailings: false } as Admitter
    const first = { ...options, admitter, admitFirst: () => true }
    expect(() => requirePostage(first)).toThrow('Give `createAdmitter` a `mailing`')
    expect(() => requirePostage({ ...first, admitFirst: undefined })).not.toThrow()
    const able = { canAdmitMailings: undefined } as Admitter
    expect(() => requirePostage({ ...first, admitter: able })).not.toThrow()
  })

  it('keeps a claim for as long as the handler works', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
    const { guard } = guardOf(consented)
    const input = () => ({
      ...{ url: 'https://relay.example/', headers: new Headers(letterHeaders) },
      body: new Response(bytes).body,
    })
    const first = await guard(input())
    for (let minutes = 0; minutes < 5; minutes++) {
      await vi.advanceTimersByTimeAsync(60_000)
      expect((await guard(input())).response?.status).toBe(409)
    }
    if (first.response) throw new Error('The letter was not let through')
    first.lapse()
    await vi.advanceTimersByTimeAsync(61_000)
    const second = await guard(input())
    expect(second.letter).toBeDefined()
    const [, receipt] = await first.confirm()
    if (second.response) throw new Error('The letter was not let through')
    expect((await second.confirm())[1]).toBe(receipt)
  })
})

describe('firstOf', () => {
  const giving = (verdict: LetterVerdict) => ({ verify: () => verdict })
  const failing = (message: string) => ({ verify: () => Promise.reject(new Error(message)) })
  const question = { inboxId, sender, letterHash, relay } as const
  const tooNew: LetterVerdict = { ...mustPay, reason: 'postage_unknown', retryAfterSeconds: 1 }
  const ask = async (...sources: VerdictSource[]) => await firstOf(...sources).verify(question)

  it('takes the word of the first that has one', async () => {
    expect(await ask(giving(consented), failing('never asked'))).toBe(consented)
    expect(await ask(giving(mustPay), giving(consented))).toBe(mustPay)
    expect(await ask(failing('away'), giving(mustPay))).toBe(mustPay)
  })

  it('asks on about what is too new for one, and gives that if nobody knows better', async () => {
    expect(await ask(giving(tooNew), giving(paid))).toBe(paid)
    expect(await ask(giving(tooNew), failing('away'))).toBe(tooNew)
    expect(await ask(failing('away'), giving(tooNew))).toBe(tooNew)
  })

  it('fails if none can judge', async () => {
    await expect(ask(failing('one'))).rejects.toThrow('one')
    const error = await ask(failing('one'), failing('two')).catch((fault) => fault)
    expect(error).toBeInstanceOf(AggregateError)
    expect((error as AggregateError).errors).toMatchObject([{ message: 'one' }, { message: 'two' }])
  })

  it('asks nobody else for a client that is gone', async () => {
    const signal = AbortSignal.abort()
    const asked: Hex[] = []
    const next = {
      verify() {
        asked.push('0x')
        return consented
      },
    }
    const source = firstOf(failing('away'), next)
    await expect(source.verify(question, { signal })).rejects.toThrow()
    expect(asked).toEqual([])
  })
})
