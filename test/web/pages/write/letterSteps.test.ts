import { describe, expect, it } from 'vitest'
import { letterSteps } from '../../../../web/src/pages/write/letterSteps.ts'
import { aLetter, aPaidLetter } from '../../letters/support.ts'

const nothing = { sending: undefined, stamp: undefined, isCounting: false, isOver: false }
const states = (facts: Partial<Parameters<typeof letterSteps>[0]>) =>
  letterSteps({ letter: aLetter(), ...nothing, ...facts }).map(
    ({ label, state }) => `${label}: ${state}`,
  )

describe('letterSteps', () => {
  it('has no step of money for what is free', () => {
    expect(states({ letter: aLetter({ price: undefined }) })).toEqual([
      'Sealed for one device: done',
      'Hand it to the relay: waiting',
    ])
  })

  it('does not say that the postage is paid while nobody knows', () => {
    const letter = aPaidLetter({ isPosted: false })
    expect(states({ letter })).toContain('Pay the postage: busy')
    expect(states({ letter }).join()).not.toContain('Postage paid')
  })

  it('goes on when the chain has it, with the relay still to confirm', () => {
    expect(states({ letter: aPaidLetter() })).toEqual([
      'Sealed for one device: done',
      'Postage paid: done',
      'The postage counts: busy',
      'Hand it to the relay: busy',
      'Admitted by the relay: waiting',
      'Answered by the recipient: waiting',
    ])
  })

  it.each([
    ['collected', 'Answered: the recipient collected the stake: done'],
    ['returned', 'Answered: the recipient returned the stake to you: done'],
    ['expired', 'Not answered: the stake is yours again: done'],
  ] as const)('tells that it was %s', (status, last) => {
    const letter = { ...aPaidLetter(), delivery: { at: 1, receipt: 'good' as const } }
    const shown = states({ letter, stamp: { status, carriagePaid: true }, isCounting: false })
    expect(shown.at(-1)).toBe(last)
    expect(shown).toContain('Admitted: the relay has its carriage: done')
  })

  it('is not with the relay without a receipt that holds, where it is paid for', () => {
    const letter = { ...aPaidLetter(), delivery: { at: 1, receipt: 'bad' as const } }
    expect(states({ letter })).toContain('Hand it to the relay: busy')
    const free = aLetter({ price: undefined, delivery: letter.delivery })
    expect(states({ letter: free })).toContain('With the relay: done')
  })

  it('tells that nobody answered in time', () => {
    const letter = { ...aPaidLetter(), delivery: { at: 1, receipt: 'good' as const } }
    const stamp = { status: 'admitted', carriagePaid: true } as const
    expect(states({ letter, stamp, isOver: true }).at(-1)).toBe('Not answered in time: failed')
  })
})
