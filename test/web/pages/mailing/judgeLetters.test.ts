import type { Hex } from 'viem'
import { describe, expect, it } from 'vitest'
import {
  highestStake,
  judgeLetters,
  untilMined,
} from '../../../../web/src/pages/mailing/judgeLetters.ts'
import type { InboxTerms } from '../../../../web/src/pages/mailing/readTerms.ts'

const token = { symbol: 'ETH', decimals: 18 }
const usual: InboxTerms = { stake: 10n, window: 86_400, door: 'postage', consent: 'none' }
const enough = { token, stake: 10n, lasts: 86_400 + untilMined }

const id = (place: number): Hex => `0x${String(place).padStart(64, '0')}`

function judge(terms: readonly Partial<InboxTerms>[], offered: Partial<typeof enough> = {}) {
  const letters = terms.map((_, place) => ({
    ...{ line: place + 1, recipient: id(place), inboxId: id(place), text: 'Hello' },
  }))
  const known = new Map(terms.map((one, place) => [id(place), { ...usual, ...one }]))
  return judgeLetters(letters, known, { ...enough, ...offered })
}

describe('judgeLetters', () => {
  it('takes what just contents an inbox', () => {
    const { letters, problems, longest } = judge([{}])
    expect(letters).toHaveLength(1)
    expect(problems).toEqual([])
    expect(longest).toBe(86_400)
  })

  it('tells a stake that is one too low, and a time that is a second too short', () => {
    expect(judge([{}], { stake: 9n }).problems[0]?.reason).toContain('asks for a stake of')
    expect(judge([{}], { lasts: enough.lasts - 1 }).problems[0]?.reason).toContain(
      'asks for 1 day to answer',
    )
  })

  it('minds a no before a door, and a door before money', () => {
    const { problems } = judge([
      { consent: 'denied', door: 'free' },
      { door: 'closed', stake: 0n },
      { stake: 0n },
    ])
    expect(problems).toEqual([
      {
        line: 1,
        recipient: id(0),
        reason: 'This inbox denies you: no letter of yours comes through.',
      },
      { line: 2, recipient: id(1), reason: 'The door of this inbox is closed to strangers.' },
      { line: 3, recipient: id(2), reason: 'This inbox does not take ETH.' },
    ])
  })

  it('names who would let it pass free: a free door asks nothing, an allowed sender still has terms', () => {
    const { letters, free, longest } = judge([
      { door: 'free', stake: 99n, window: 999_999 },
      { consent: 'allowed' },
      {},
    ])
    expect(letters).toHaveLength(3)
    expect(free.map(({ line }) => line)).toEqual([1, 2])
    expect(longest).toBe(86_400)
  })

  it('minds no stake that is not typed yet', () => {
    expect(
      judgeLetters(judge([{}]).letters, new Map([[id(0), usual]]), { ...enough, stake: undefined })
        .problems,
    ).toEqual([])
  })
})

describe('highestStake', () => {
  const of = (...terms: readonly Partial<InboxTerms>[]) =>
    highestStake(new Map(terms.map((one, place) => [id(place), { ...usual, ...one }])))

  it('is the least that contents all who can be contented', () => {
    expect(of({ stake: 3n }, { stake: 7n }, { stake: 0n })).toBe(7n)
    expect(
      of(
        { stake: 9n, door: 'closed' },
        { stake: 9n, consent: 'denied' },
        { stake: 9n, door: 'free' },
        {},
      ),
    ).toBe(10n)
    expect(of()).toBe(0n)
  })
})
