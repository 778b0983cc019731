import { fc, test } from '@fast-check/vitest'
import type { Hex } from 'viem'
import { zeroAddress, zeroHash } from 'viem'
import { describe, expect, it } from 'vitest'
import { fromLetterHeaders } from '../../../sdk/src/guard/fromLetterHeaders.ts'
import { GuardRefusal } from '../../../sdk/src/guard/GuardRefusal.ts'
import type { LetterAddress } from '../../../sdk/src/x402/letterHeaders.ts'
import { toLetterHeaders } from '../../../sdk/src/x402/letterHeaders.ts'

const bytes = (length: number) =>
  fc
    .uint8Array({ minLength: length, maxLength: length })
    .map((each): Hex => `0x${Buffer.from(each).toString('hex')}`)

const statement = fc.record({
  wallet: bytes(20),
  senderInboxId: bytes(32),
  keyId: bytes(32),
  issuedAt: fc.integer({ min: 0, max: 2 ** 40 - 1 }),
  signature: fc.oneof(bytes(64), bytes(65)),
})
const inboxId: Hex = `0x${'12'.repeat(32)}`
const sender: Hex = `0x${'34'.repeat(20)}`
const read = (headers: Record<string, string>) => fromLetterHeaders(new Headers(headers))
const whole = {
  ...{ wallet: zeroAddress, senderInboxId: zeroHash, keyId: zeroHash, issuedAt: 0 },
  signature: `0x${'56'.repeat(64)}` as Hex,
}
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('fromLetterHeaders', () => {
  test.prop([bytes(32), fc.oneof(bytes(20), bytes(32)), fc.option(statement, { nil: undefined })])(
    'reads what toLetterHeaders writes',
    (inbox, from, senderStatement) => {
      fc.pre(!from.startsWith(`0x${'0'.repeat(24)}`))
      const address: LetterAddress = { inboxId: inbox, sender: from }
      const given = senderStatement ? { ...address, senderStatement } : address
      expect(read(toLetterHeaders(given))).toEqual(given)
    },
  )

  it('takes base64url with and without padding', () => {
    for (const padding of ['', '='.repeat((4 - (encoded(whole).length % 4)) % 4)]) {
      const headers = toLetterHeaders({ inboxId, sender })
      const text = encoded(whole) + padding
      expect(read({ ...headers, 'pennypost-statement': text })).toEqual({
        ...{ inboxId, sender, senderStatement: whole },
      })
    }
  })

  it.each([
    ['pennypost-inbox', ''],
    ['pennypost-inbox', '0x12'],
    ['pennypost-inbox', `${inboxId}, ${inboxId}`],
    ['pennypost-sender', ''],
    ['pennypost-sender', 'alice'],
    ['pennypost-sender', `0x${'0'.repeat(24)}${'34'.repeat(20)}`],
    ['pennypost-statement', ''],
    ['pennypost-statement', 'ä'],
    ['pennypost-statement', 'A'.repeat(2_049)],
    ['pennypost-statement', encoded(null)],
    ['pennypost-statement', encoded([whole])],
    ['pennypost-statement', encoded({ ...whole, wallet: [zeroAddress] })],
    ['pennypost-statement', encoded({ ...whole, wallet: undefined })],
    ['pennypost-statement', encoded({ ...whole, keyId: '0x' })],
    ['pennypost-statement', encoded({ ...whole, issuedAt: 2 ** 40 })],
    ['pennypost-statement', encoded({ ...whole, issuedAt: -1 })],
    ['pennypost-statement', encoded({ ...whole, signature: `0x${'5'.repeat(131)}` })],
  ])('refuses with 400 and the header’s name: %s, %j', (name, value) => {
    const headers = { ...toLetterHeaders({ inboxId, sender }), [name]: value }
    expect(() => read(headers)).toThrow(GuardRefusal)
    expect(() => read(headers)).toThrow(name)
  })

  it('refuses what is missing', () => {
    expect(() => read({})).toThrow('pennypost-inbox')
    expect(() => read({ 'pennypost-inbox': inboxId })).toThrow('pennypost-sender')
  })

  test.prop([
    fc.string({ unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)) }),
  ])('refuses any other statement by one error', (text) => {
    const headers = { ...toLetterHeaders({ inboxId, sender }), 'pennypost-statement': text }
    expect(() => read(headers)).toThrow(GuardRefusal)
  })
})
