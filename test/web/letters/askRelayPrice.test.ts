import type { StampTerms } from '@pennypost/sdk'
import { describe, expect, it } from 'vitest'
import { checked } from '../../../web/src/letters/askRelayPrice.ts'
import { PriceChangedError } from '../../../web/src/letters/letterProblems.ts'

const zero = `0x${'0'.repeat(40)}` as const
const price = { token: zero, carriage: 2n, stake: 10n, expiresAt: 1_000 }
const extra: StampTerms = {
  ...{ inboxId: '0x1', letterHash: '0x2', relay: zero },
  ...{ carriage: '2', stake: '10', window: 60, expiresAt: 1_000 },
}
const asked = (change: Partial<StampTerms>, asset: string = zero) => ({
  ...{ scheme: 'pennypost-stamp', network: 'eip155:1', amount: '12', asset, payTo: zero },
  ...{ maxTimeoutSeconds: 600, extra: { ...extra, ...change } },
})

describe('what a relay asks, held against what was shown', () => {
  it.each([{}, { carriage: '1' }, { stake: '9' }, { expiresAt: 4_600 }])('takes %o', (change) => {
    expect(checked(asked(change), price).extra).toEqual({ ...extra, ...change })
  })

  it.each([
    { carriage: '3' },
    { stake: '11' },
    { expiresAt: 4_601 },
    { carriage: '3', stake: '9' },
  ])('refuses %o', (change) => {
    expect(() => checked(asked(change), price)).toThrow(PriceChangedError)
  })

  it('refuses another token', () => {
    expect(() => checked(asked({}, `0x${'1'.repeat(40)}`), price)).toThrow('Nothing was paid')
  })
})
