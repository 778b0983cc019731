import fc from 'fast-check'
import { getAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { parseSearch } from '../../../../../web/src/pages/explore/search/parseSearch.ts'

const word = `0x${'a1b2c3d4'.repeat(8)}` as const
const address = '0x90F79bf6EB2c4f870365E785982E1f101E93b906'

describe('parseSearch', () => {
  it.each([
    ['', { kind: 'nothing' }],
    [' \n ', { kind: 'nothing' }],
    [word, { kind: 'word', word }],
    [` ${word.toUpperCase().replace('0X', '0x')} `, { kind: 'word', word }],
    [word.slice(2), { kind: 'word', word }],
    [`https://site.example/explore/stamps/${word}?chain=eip155:1`, { kind: 'word', word }],
    [`the stamp ${word}, again ${word}.`, { kind: 'word', word }],
    [address, { kind: 'address', address }],
    [address.toLowerCase(), { kind: 'address', address }],
    [address.slice(2), { kind: 'address', address }],
    [`eip155:8453:${address}`, { kind: 'address', address }],
    [
      'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:7S3P4HxJpyyigGzodYwHtCxZyUQe9JiBMHyRWXArAaKv',
      {
        kind: 'account',
        account:
          'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:7S3P4HxJpyyigGzodYwHtCxZyUQe9JiBMHyRWXArAaKv',
      },
    ],
    ['Ada.eth', { kind: 'name', name: 'ada.eth' }],
  ])('takes %j', (text, search) => {
    expect(parseSearch(text)).toEqual(search)
  })

  it.each([
    [`${word} ${address}`, /2 ids or addresses/],
    [
      word.slice(0, -1),
      'An address has 40 hex digits after 0x, an id or a hash 64. This one has 63 digits.',
    ],
    [`${address}0`, /This one has 41 digits\.$/],
    ['0x', /This one has 0 digits\.$/],
    ['0x1234', /This one has 4 digits\.$/],
    ['0xhello', /only the digits 0 to 9 and the letters a to f/],
    [address.replace('F', 'f'), /mistyped character: its capital letters do not fit/],
    ['what is this', /neither an id/],
  ])('says what is wrong with %j', (text, sentence) => {
    const search = parseSearch(text)
    expect(search).toMatchObject({ kind: 'unreadable' })
    expect('sentence' in search && search.sentence).toMatch(sentence)
  })

  it('takes every id and address, in every case, with anything around it', () => {
    const hex = (size: number) =>
      fc
        .uint8Array({ minLength: size, maxLength: size })
        .map((bytes) => Buffer.from(bytes).toString('hex'))
    fc.assert(
      fc.property(hex(32), fc.constantFrom('', ' ', '(', 'id: '), (digits, before) => {
        expect(parseSearch(`${before}0x${digits.toUpperCase()}`)).toEqual({
          kind: 'word',
          word: `0x${digits}`,
        })
      }),
    )
    fc.assert(
      fc.property(hex(20), (digits) => {
        expect(parseSearch(digits)).toEqual({ kind: 'address', address: getAddress(`0x${digits}`) })
      }),
    )
  })

  it('throws at nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 200 }), (text) =>
        Boolean(parseSearch(text).kind),
      ),
    )
  })
})
