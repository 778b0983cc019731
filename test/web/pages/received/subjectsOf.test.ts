import { pad } from 'viem'
import { describe, expect, it } from 'vitest'
import { doneSentence } from '../../../../web/src/pages/received/doneSentence.ts'
import { subjectsOf, writerOf } from '../../../../web/src/pages/received/subjectsOf.ts'

/*
writerOf
├── whom the relay had proof of, before who paid
└── nobody where there is neither
subjectsOf
└── an address with its inbox, each once
doneSentence
└── counts what is done, and what somebody else had answered
*/

const wallet = pad('0xa', { size: 20 })
const inboxId = pad('0xb')

describe('writerOf', () => {
  it('whom the relay had proof of, before who paid', () => {
    expect(writerOf(inboxId, wallet)).toEqual({ subject: inboxId, isProven: true })
    expect(writerOf(null, wallet)).toEqual({ subject: wallet, isProven: false })
  })

  it('nobody where there is neither', () => {
    expect(writerOf(null, undefined)).toBeUndefined()
  })
})

describe('subjectsOf', () => {
  it('an address with its inbox, each once', () => {
    expect(subjectsOf(wallet, inboxId)).toEqual([wallet, inboxId])
    expect(subjectsOf(wallet, undefined)).toEqual([wallet])
    expect(subjectsOf(inboxId, inboxId)).toEqual([inboxId])
  })
})

describe('doneSentence', () => {
  it('counts what is done, and what somebody else had answered', () => {
    expect(doneSentence('collect', { done: 1, late: 0 })).toBe('1 stake is yours.')
    expect(doneSentence('return', { done: 2, late: 1 })).toBe(
      '2 stakes are back with the senders. One more had been answered before.',
    )
    expect(doneSentence('return', { done: 1, late: 3 })).toBe(
      '1 stake is back with its sender. 3 more had been answered before.',
    )
  })
})
