import { fc, test } from '@fast-check/vitest'
import type { Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import { PaymentHeaderError } from '../../../sdk/src/errors/PaymentHeaderError.ts'
import { fromHeaderValue, toHeaderValue } from '../../../sdk/src/x402/headerValue.ts'
import { namedPostageOf } from '../../../sdk/src/x402/namedPostage.ts'
import { requiredOf } from '../../../sdk/src/x402/required.ts'
import { settlementOf } from '../../../sdk/src/x402/settlement.ts'

describe('a header value', () => {
  test.prop([fc.dictionary(fc.string(), fc.jsonValue())])(
    'is read as it was written',
    (message) => {
      const plain = JSON.parse(JSON.stringify(message))
      const value = toHeaderValue(message)
      expect(value).toMatch(/^[A-Za-z0-9+/=]*$/)
      expect(fromHeaderValue('x', value)).toEqual(plain)
    },
  )

  it('is what x402 writes', () => {
    expect(toHeaderValue({ x402Version: 2 })).toBe('eyJ4NDAyVmVyc2lvbiI6Mn0=')
  })

  test.prop([fc.string()])('is refused by one error, if it is none', (text) => {
    try {
      fromHeaderValue('payment-required', text)
    } catch (error) {
      expect(error).toBeInstanceOf(PaymentHeaderError)
    }
  })

  it.each([
    ['is not base64 of JSON', '%%%'],
    ['is not base64 of JSON', btoa('{')],
    ['is not base64 of JSON', btoa('\xff')],
    ['is not a JSON object', btoa('[1]')],
    ['is not a JSON object', btoa('null')],
    ['has 16388 characters, and may have 16384', btoa('1'.repeat(12_289))],
  ])('is refused: %s', (fault, value) => {
    expect(() => fromHeaderValue('payment-required', value)).toThrow(
      `The header PAYMENT-REQUIRED ${fault}.`,
    )
  })
})

const network = 'eip155:31337'
const accepted = { scheme: 'pennypost-stamp', network }
const stampId: Hex = `0x${'12'.repeat(32)}`
const mailing = { mailingId: stampId, index: 2 ** 32 - 1, proof: Array(32).fill(stampId) as Hex[] }
const named = (message: object) => namedPostageOf(toHeaderValue(message), network)

describe('namedPostageOf', () => {
  it('gives the stamp, or the letter of a mailing, and looks at nothing else', () => {
    const more = { amount: '1', anything: null }
    const given = { x402Version: 2, accepted: { ...accepted, ...more }, more }
    expect(named({ ...given, payload: { stampId, ...more } })).toEqual({ stampId })
    expect(named({ ...given, payload: { mailing: { ...mailing, ...more } } })).toEqual({ mailing })
    expect(named({ ...given, payload: { mailing: { ...mailing, index: 0, proof: [] } } })).toEqual({
      mailing: { ...mailing, index: 0, proof: [] },
    })
  })

  it.each<readonly [fault: string, message: object]>([
    ['is not of x402 version 2', { x402Version: 1, accepted, payload: { stampId } }],
    ['is not of the scheme', { x402Version: 2, accepted: { network }, payload: { stampId } }],
    ['is not of the scheme', { x402Version: 2, payload: { stampId } }],
    ['is not for eip155:31337', { x402Version: 2, accepted: { ...accepted, network: 'eip155:1' } }],
    ['has no payload', { x402Version: 2, accepted }],
    ...[
      {},
      { stampId: '0x12' },
      { stampId: [stampId] },
      { stampId, mailing },
      { mailing: { ...mailing, index: 2 ** 32 } },
      { mailing: { ...mailing, index: -1 } },
      { mailing: { ...mailing, index: 0.5 } },
      { mailing: { ...mailing, index: '0' } },
      { mailing: { ...mailing, proof: [...mailing.proof, stampId] } },
      { mailing: { ...mailing, proof: ['0x12'] } },
      { mailing: { ...mailing, proof: stampId } },
      { mailing: null },
    ].map((payload) => ['names neither', { x402Version: 2, accepted, payload }] as const),
  ])('refuses what %s: %j', (fault, message) => {
    expect(() => named(message)).toThrow(fault)
  })

  test.prop([fc.jsonValue()])('refuses anything by one error', (payload) => {
    expect(() => named({ x402Version: 2, accepted, payload })).toThrow(PaymentHeaderError)
  })
})

const answering = (name: string, value: object | string): Response =>
  new Response(null, {
    headers: { [name]: typeof value === 'string' ? value : toHeaderValue(value) },
  })

describe('requiredOf', () => {
  const whole = { x402Version: 2, resource: { url: '' }, accepts: [] }

  it('gives what the relay asks for', () => {
    const message = { ...whole, error: 'sender_denied' }
    expect(requiredOf(answering('payment-required', message))).toEqual(message)
  })

  it.each([undefined, 7, { a: 1 }, 'Pay\nme', '\u001b[31m', 'a'.repeat(65)])(
    'takes no reason that is none: %j',
    (error) => {
      expect(requiredOf(answering('payment-required', { ...whole, error })).error).toBeUndefined()
    },
  )

  it.each([
    ['is missing', new Response(null)],
    ['is not of x402 version 2', answering('payment-required', { ...whole, x402Version: 1 })],
    ['is not of x402 version 2', answering('payment-required', { ...whole, accepts: {} })],
    ['is not base64', answering('payment-required', '?')],
  ])('refuses what %s', (fault, response) => {
    expect(() => requiredOf(response)).toThrow(fault)
  })
})

describe('settlementOf', () => {
  it('is nothing where the relay says none that can be read', () => {
    expect(settlementOf(new Response(null))).toBeUndefined()
    expect(settlementOf(answering('payment-response', '?'))).toBeUndefined()
    expect(settlementOf(answering('payment-response', { success: 'yes' }))).toBeUndefined()
    const settlement = { success: true, transaction: '', network }
    expect(settlementOf(answering('payment-response', settlement))).toEqual(settlement)
  })
})
