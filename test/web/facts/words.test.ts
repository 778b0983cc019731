import { reasons } from '@pennypost/sdk'
import { describe, expect, it } from 'vitest'
import { keyKindText } from '../../../web/src/facts/keyWords.ts'
import { mailingStatus } from '../../../web/src/facts/mailingStatus.ts'
import { reasonSentence } from '../../../web/src/facts/reasonSentence.ts'
import { stampStatus } from '../../../web/src/facts/stampStatus.ts'
import { tokenText } from '../../../web/src/facts/tokenText.ts'

describe('stampStatus', () => {
  const expiresAt = 1_795_000_000
  it.each([
    ['open', expiresAt - 1, 'Open', 'info'],
    ['open', expiresAt, 'Unanswered', 'warn'],
    ['open', expiresAt + 1, 'Unanswered', 'warn'],
    ['admitted', expiresAt - 1, 'Admitted', 'info'],
    ['admitted', expiresAt, 'Unanswered', 'warn'],
    ['collected', expiresAt + 1, 'Collected', 'good'],
    ['returned', expiresAt + 1, 'Returned', 'neutral'],
    ['expired', expiresAt + 1, 'Expired', 'warn'],
    ['voided', expiresAt + 1, 'Voided', 'bad'],
  ] as const)('%s at %s is %s', (status, now, word, tone) => {
    expect(stampStatus({ status, expiresAt }, now)).toMatchObject({ word, tone })
  })
})

describe('mailingStatus', () => {
  const expiresAt = 1_795_000_000
  it.each([
    ['open', expiresAt - 1, 'Open'],
    ['open', expiresAt, 'Over'],
    ['admitted', expiresAt - 1, 'Admitted'],
    ['admitted', expiresAt, 'Over'],
    ['closed', expiresAt, 'Closed'],
  ] as const)('%s at %s is %s', (status, now, word) => {
    expect(mailingStatus({ status, expiresAt }, now).word).toBe(word)
  })
})

describe('reasonSentence', () => {
  it.each(Object.keys(reasons))('says what %s means', (reason) => {
    expect(reasonSentence(reason)).toMatch(/^[A-Z].*\.$/)
    expect(reasonSentence(reason)).not.toContain(reason.includes('_') ? reason : '“')
  })
  it('names one that it does not know, were it of every object', () => {
    expect(reasonSentence('toString')).toBe('The API’s reason is “toString”.')
  })
})

describe('tokenText', () => {
  it.each([
    ['USDX', 'USDX'],
    ['  A B ', 'A B'],
    ['A\u202eB\u0000', 'AB'],
    ['\u200b', undefined],
    ['', undefined],
    ['ABCDEFGHIJKL', 'ABCDEFGHIJKL'],
    ['ABCDEFGHIJKLM', 'ABCDEFGHIJK…'],
  ])('shows %j as %j', (symbol, text) => {
    expect(tokenText(symbol)).toBe(text)
  })
})

describe('keyKindText', () => {
  it('knows the kinds of the protocol, and that others are an app’s own', () => {
    expect(keyKindText(1)).toBe('Ed25519, to sign')
    expect(keyKindText(1000)).toBe('Kind 1000, of an app’s own')
    expect(keyKindText(null)).toBe('Unknown: it was never added')
  })
})
