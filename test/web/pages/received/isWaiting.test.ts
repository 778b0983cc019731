import { describe, expect, it } from 'vitest'
import {
  canCollect,
  canReturn,
  isWaiting,
  whyNotCollected,
} from '../../../../web/src/pages/received/isWaiting.ts'
import { mail, received } from './received.ts'

/*
isWaiting
├── of a stamp: until the second before it ends, open or admitted
└── of a letter of a mailing: until it is collected, closed or over
canCollect, canReturn
├── a stamp that waits: both
├── a letter of a mailing: collect, with a proof
└── nothing that does not wait
*/

describe('isWaiting', () => {
  it('of a stamp: until the second before it ends, open or admitted', () => {
    expect([999, 1_000, 1_001].map((now) => isWaiting(received(), now))).toEqual([
      true,
      false,
      false,
    ])
    expect(isWaiting(received({ status: 'admitted' }), 999)).toBe(true)
    for (const status of ['collected', 'returned', 'expired'] as const)
      expect(isWaiting(received({ status }), 999)).toBe(false)
  })

  it('of a letter of a mailing: until it is collected, closed or over', () => {
    expect([999, 1_000].map((now) => isWaiting(mail(), now))).toEqual([true, false])
    expect(isWaiting(mail({ isCollected: true }), 0)).toBe(false)
    expect(isWaiting(mail({ status: 'closed' }), 0)).toBe(false)
  })
})

describe('canCollect and canReturn', () => {
  it('a stamp that waits: both, and nothing that does not', () => {
    expect([canCollect(received(), 999), canReturn(received(), 999)]).toEqual([true, true])
    expect([canCollect(received(), 1_000), canReturn(received(), 1_000)]).toEqual([false, false])
  })

  it('a letter of a mailing: collect, with a proof', () => {
    expect([canCollect(mail(), 999), canReturn(mail(), 999)]).toEqual([true, false])
    expect(canCollect(mail({ claim: undefined }), 999)).toBe(false)
  })
})

describe('whyNotCollected', () => {
  it('is told only of a letter of a mailing without a proof', () => {
    expect([received(), mail()].map(whyNotCollected)).toEqual([undefined, undefined])
    expect(whyNotCollected(mail({ claim: undefined, hasList: false }))).toBe(
      'The list is not published yet',
    )
    expect(whyNotCollected(mail({ claim: undefined }))).toContain('No proof')
  })
})
