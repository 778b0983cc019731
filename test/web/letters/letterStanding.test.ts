import { describe, expect, it } from 'vitest'
import { letterStanding } from '../../../web/src/letters/letterStanding.ts'
import { aLetter, aPaidLetter } from './support.ts'

/*
letterStanding
├── given nobody was asked to pay: nothing is paid
├── given a wallet was asked, and the chain does not have it: nobody knows
├── given the chain has it: paid, and not confirmed by its relay
└── given the relay has it: with its receipt, as far as that holds
*/
describe('letterStanding', () => {
  it('says that nothing is paid before a wallet was asked', () => {
    expect(letterStanding(aLetter()).state).toBe('unpaid')
    expect(letterStanding(aPaidLetter({ timesAsked: 0, isPosted: false })).state).toBe('unpaid')
    expect(letterStanding(aLetter({ price: undefined })).sentence).toContain('costs nothing')
  })

  it('never says that something is paid before the chain has it', () => {
    const { state, word, sentence } = letterStanding(aPaidLetter({ isPosted: false }))
    expect(state).toBe('unsure')
    expect(word).toBe('Perhaps paid')
    expect(sentence).toContain('the chain does not have the payment so far')
  })

  it('says that its relay has not confirmed what is paid', () => {
    const { state, sentence } = letterStanding(aPaidLetter())
    expect(state).toBe('paid')
    expect(sentence).toContain('has not confirmed the letter yet')
  })

  it.each([
    ['good', 'taken'],
    ['unchecked', 'paid'],
    ['bad', 'paid'],
  ] as const)('of what is paid for, with a receipt that is %s: %s', (receipt, state) => {
    expect(letterStanding({ ...aPaidLetter(), delivery: { at: 1, receipt } }).state).toBe(state)
  })

  it.each([
    ['good', 'taken'],
    ['unchecked', 'taken'],
    ['bad', 'doubtful'],
  ] as const)('of what is free, with a receipt that is %s: %s', (receipt, state) => {
    const letter = aLetter({ price: undefined, delivery: { at: 1, receipt } })
    expect(letterStanding(letter).state).toBe(state)
  })

  it('says that the relay took what is paid for without a receipt that holds', () => {
    const { sentence } = letterStanding({
      ...aPaidLetter(),
      delivery: { at: 1, receipt: 'bad' },
    })
    expect(sentence).toContain('The relay took it without a receipt that holds')
  })

  it('says that the wallet named another transaction', () => {
    const strayHash = `0x${'7'.repeat(64)}` as const
    const { state, sentence } = letterStanding(aPaidLetter({ isPosted: false, strayHash }))
    expect(state).toBe('unsure')
    expect(sentence).toContain('named another transaction')
    expect(sentence).toContain('no stamp is there')
  })
})
