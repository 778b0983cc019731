import { fc, test } from '@fast-check/vitest'
import type { Hex } from 'viem'
import { zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import type { AcceptableParameters } from '../../../sdk/src/x402/acceptable.ts'
import { acceptableOf } from '../../../sdk/src/x402/acceptable.ts'
import { requiredBy, wayOf } from './support/requirements.ts'

const now = 1_795_377_600
const inboxId: Hex = `0x${'ab'.repeat(32)}`
const letterHash: Hex = `0x${'cd'.repeat(32)}`
const postOffice = '0x26E2E87f50c2e62770A2890488e51bCdf4C39F2e'
const token = '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913'
const relay = '0x00000000000000000000000000000000000000aA'
const month = 30 * 86_400

const asked = {
  inboxId,
  letterHash,
  relay,
  postOffice,
  carriage: 7n,
  stake: 93n,
  expiresAt: now + 9_000,
  token,
} as const
const way = wayOf(asked)
const letter: AcceptableParameters = {
  ...{ network: 'eip155:31337', postOffice, inboxId, letterHash, maxPostage: { [token]: 100n } },
  ...{ maxEscrowSeconds: month, now },
}

const objectionTo = (given: unknown, parameters: Partial<AcceptableParameters> = {}) => {
  const { accepted, objections } = acceptableOf(requiredBy([given]), { ...letter, ...parameters })
  return accepted ? 'accepted' : objections
}

describe('acceptableOf', () => {
  it('takes what is for this letter, within the cap, whatever its case', () => {
    expect(objectionTo(way)).toBe('accepted')
    const upper = (hex: string) => `0x${hex.slice(2).toUpperCase()}`
    const shouted = {
      ...{ ...way, asset: upper(token), payTo: upper(postOffice) },
      extra: { ...way.extra, inboxId: upper(inboxId), letterHash: upper(letterHash) },
    }
    expect(objectionTo(shouted)).toBe('accepted')
  })

  it.each([
    ['other_scheme', { scheme: 'exact' }, {}],
    ['other_scheme', { amount: '0x64' }, {}],
    ['other_scheme', { amount: 100 }, {}],
    ['other_scheme', { asset: undefined }, {}],
    ['other_scheme', {}, { inboxId: '0x12' }],
    ['other_scheme', {}, { relay: 'nobody' }],
    ['other_scheme', {}, { carriage: '-1', stake: '101' }],
    ['other_scheme', {}, { expiresAt: 1.5 }],
    ['other_scheme', { maxTimeoutSeconds: '600' }, {}],
    ['other_scheme', { maxTimeoutSeconds: -1 }, {}],
    ['other_scheme', {}, { window: -1 }],
    ['other_scheme', {}, { window: undefined }],
    ['other_scheme', {}, { decimals: '6' }],
    ['other_scheme', {}, { decimals: -6 }],
    ['other_scheme', {}, { symbol: { toString: 1 } }],
    ['other_network', { network: 'eip155:1' }, {}],
    ['other_contract', { payTo: relay }, {}],
    ['other_letter', {}, { inboxId: letterHash }],
    ['other_letter', {}, { letterHash: inboxId }],
    ['amounts_differ', { amount: '99' }, {}],
    ['amounts_differ', {}, { stake: '94' }],
    ['ends_out_of_range', {}, { expiresAt: now }],
    ['ends_out_of_range', {}, { expiresAt: now + month + 1 }],
    ['token_not_allowed', { asset: zeroAddress }, {}],
    ['too_dear', { amount: '101' }, { stake: '94' }],
  ])('does not take another: %s', (objection, fields, extra) => {
    expect(objectionTo({ ...way, ...fields, extra: { ...way.extra, ...extra } })).toEqual([
      objection,
    ])
  })

  it.each([null, undefined, 1, 'way', [], {}, { ...way, extra: null }, { ...way, extra: 'x' }])(
    'does not take what is none: %j',
    (given) => {
      expect(objectionTo(given)).toEqual(['other_scheme'])
    },
  )

  it('takes what costs the cap, and what ends at the last second', () => {
    expect(objectionTo(way, { maxPostage: { [token.toLowerCase()]: 100n } })).toBe('accepted')
    expect(objectionTo(way, { maxPostage: { [token]: 99n } })).toEqual(['too_dear'])
    const last = { ...way, extra: { ...way.extra, expiresAt: now + month } }
    expect(objectionTo(last)).toBe('accepted')
  })

  it('pays the relay that was named, or none, and no other', () => {
    expect(objectionTo(way, { relay: '0x00000000000000000000000000000000000000Aa' })).toBe(
      'accepted',
    )
    expect(objectionTo(way, { relay: postOffice })).toEqual(['other_relay'])
    const unpaid = wayOf({ ...asked, relay: zeroAddress })
    expect(objectionTo(unpaid, { relay })).toBe('accepted')
  })

  it('takes the first that will do', () => {
    const dear = wayOf({ ...asked, stake: 94n })
    const cheap = wayOf({ ...asked, stake: 1n })
    const { accepted, objections } = acceptableOf(requiredBy([dear, way, cheap]), letter)
    expect(accepted).toEqual(way)
    expect(objections).toEqual(['too_dear'])
  })

  test.prop([fc.array(fc.jsonValue(), { maxLength: 4 })])(
    'takes nothing from anything',
    (accepts) => {
      expect(acceptableOf(requiredBy(accepts), letter).accepted).toBeUndefined()
    },
  )

  const field = fc.constantFrom(...(Object.keys(way.extra) as (keyof typeof way.extra)[]))
  test.prop([field, fc.oneof(fc.jsonValue(), fc.bigInt().map(String))])(
    'takes only what it was asked for itself, whatever one field says',
    (name, value) => {
      const given = { ...way, extra: { ...way.extra, [name]: value } }
      const { accepted } = acceptableOf(requiredBy([given]), letter)
      if (!accepted) return
      const { carriage, stake, ...extra } = accepted.extra as typeof way.extra
      expect(extra.inboxId.toLowerCase()).toBe(inboxId)
      expect(extra.letterHash.toLowerCase()).toBe(letterHash)
      expect(BigInt(carriage) + BigInt(stake)).toBe(100n)
      expect(extra.expiresAt).toBeGreaterThan(now)
      expect(extra.expiresAt).toBeLessThanOrEqual(now + month)
    },
  )
})
