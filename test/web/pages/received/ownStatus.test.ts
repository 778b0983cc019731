import { describe, expect, it } from 'vitest'
import { stampStatus } from '../../../../web/src/facts/stampStatus.ts'
import { outcomeOf } from '../../../../web/src/pages/received/outcomeOf.ts'
import { ownStatus } from '../../../../web/src/pages/received/ownStatus.ts'
import { mail, received } from './received.ts'

/*
ownStatus
├── says “you” of what the recipient did
├── is not sure of who took it where the relay might have
└── is as for anybody else what nobody did
*/

describe('ownStatus', () => {
  it('says “you” of what the recipient did', () => {
    const sentence = 'You took the stake.'
    expect(outcomeOf(received({ status: 'collected' }), 1)).toMatchObject({ sentence })
    expect(outcomeOf(mail({ isCollected: true }), 1)).toMatchObject({ sentence })
    expect(outcomeOf(received({ status: 'returned' }), 1)).toMatchObject({
      word: 'Returned',
      sentence: 'You gave the stake back to the sender.',
    })
  })

  it('is not sure of who took it where the relay might have', () => {
    const taken = received({ status: 'collected', relayMayCollect: true })
    expect(outcomeOf(taken, 1).sentence).toBe('You took the stake, or the relay for you.')
  })

  it('is as for anybody else what nobody did', () => {
    const state = { status: 'expired', expiresAt: 1_000 } as const
    expect(ownStatus(state, 2_000)).toEqual(stampStatus(state, 2_000))
  })
})
