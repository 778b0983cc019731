import { ApiAnswerError } from '@pennypost/sdk'
import { describe, expect, it } from 'vitest'
import { checkedAnswer } from '../../../web/src/api/checkedAnswer.ts'

const address = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const stamp = { token: address, stake: '1000000', postedAt: 1_795_000_000, settledAt: null }
const key = { addedAt: null, addedBlock: null, expiresAt: null, wallet: null }

describe('checkedAnswer', () => {
  it('passes what the API may answer, and gives it back', () => {
    const answers = [
      { stamp, steps: [{ stakeTo: null, refund: null }] },
      { inbox: { inboxId: `0x${'0a'.repeat(32)}`, keys: [key], wallets: [{ wallet: address }] } },
      { consent: 'none', sinceBlock: null, sinceTime: null },
      { chains: [{ headBlock: null, safeBlock: null }] },
      { relay: { relay: address }, nextCursor: 'any text' },
      { account: address, inbox: { accounts: [{ account: 'eip155:1:0xab' }] } },
    ]
    for (const answer of answers) expect(checkedAnswer('getStamp', answer)).toBe(answer)
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
    ['sinceBlock', null],
    ['stampId', `0x${'00'.repeat(20)}`],
  ])('says that `%s` cannot be %j', (name, value) => {
    const check = () => checkedAnswer('listInboxStamps', { stamps: [{ ...stamp, [name]: value }] })
    expect(check).toThrow(ApiAnswerError)
    expect(check).toThrow(`its field “${name}” cannot be`)
  })

  it('tells null that may be from null that may not, by where it lies', () => {
    expect(() => checkedAnswer('getInbox', { wallets: [{ wallet: null }] })).toThrow('wallet')
    expect(() => checkedAnswer('getChains', { asOf: { headBlock: null } })).toThrow('headBlock')
  })
})
