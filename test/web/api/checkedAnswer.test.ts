import { ApiAnswerError } from '@pennypost/sdk'
import { describe, expect, it } from 'vitest'
import { checkedAnswer } from '../../../web/src/api/checkedAnswer.ts'
import { answers, samplesOf } from './liesAbout.ts'

type Fields = Record<string, unknown>

const good = (id: string) => samplesOf(answers.get(id)?.schema ?? {})[0] as Fields
const stamps = (changes: Fields) => {
  const answer = good('listInboxStamps')
  const [stamp] = answer.stamps as Fields[]
  return { ...answer, stamps: [stamp, { ...stamp, ...changes }] }
}

describe('checkedAnswer', () => {
  it('gives back what is as it should be', () => {
    const answer = stamps({ settledAt: null, newer: { than: 'the page' } })
    expect(checkedAnswer('listInboxStamps', answer)).toBe(answer)
  })

  it('knows nothing of an operation that no page asks', () => {
    expect(checkedAnswer('getWebhook', { webhook: 'no' })).toEqual({ webhook: 'no' })
    expect(checkedAnswer('deleteWebhook', undefined)).toBeUndefined()
  })

  it.each([
    ['stake', '1e30'],
    ['stake', '-1'],
    ['stake', ''],
    ['stake', null],
    ['stake', 1_000_000],
    ['carriage', '0x10'],
    ['carriage', '1'.repeat(79)],
    ['token', null],
    ['token', '0x12'],
    ['token', { toString: 'x' }],
    ['postedAt', -1e20],
    ['postedAt', 1e15],
    ['postedAt', '1795000000'],
    ['window', 0.5],
    ['expiresAt', null],
    ['stampId', `0x${'00'.repeat(20)}`],
    ['status', 'lost'],
    ['status', 'null'],
    ['canExpire', 'no'],
    ['canExpire', 0],
  ])('says that `%s` cannot be %j', (name, value) => {
    const check = () => checkedAnswer('listInboxStamps', stamps({ [name]: value }))
    expect(check).toThrow(ApiAnswerError)
    expect(check).toThrow(`its field “${name}” cannot be`)
  })

  it('says which field is missing', () => {
    const check = () => checkedAnswer('listInboxStamps', stamps({ sender: undefined }))
    expect(check).toThrow(ApiAnswerError)
    expect(check).toThrow('its field “sender” is missing')
  })

  it.each([
    ['getStamp', { asOf: null }, 'asOf'],
    ['getStamp', { stamp: 'x' }, 'stamp'],
    ['getStamp', { steps: 1e21 }, 'steps'],
    ['getMailing', { hasLeaves: 'no' }, 'hasLeaves'],
    ['getMailing', { steps: {} }, 'steps'],
    ['getInbox', { inbox: null }, 'inbox'],
    ['getInbox', { inbox: [] }, 'inbox'],
    ['getChains', { chains: null }, 'chains'],
    ['getChains', { chains: {} }, 'chains'],
  ])('refuses an answer to %s with %j', (id, lie, name) => {
    expect(() => checkedAnswer(id, { ...good(id), ...lie })).toThrow(
      `its field “${name}” cannot be`,
    )
  })

  it('takes one of two forms as a whole', () => {
    const { stamp, ...answer } = good('getStamp')
    const { stampId, sender } = stamp as Fields
    const voided = { stampId, sender, status: 'voided' }
    expect(() => checkedAnswer('getStamp', { ...answer, stamp: voided })).not.toThrow()
    expect(() =>
      checkedAnswer('getStamp', { ...answer, stamp: { ...voided, status: 'open' } }),
    ).toThrow('its field “relay” is missing')
  })
})
