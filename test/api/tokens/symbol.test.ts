import type { Hex } from 'viem'
import { concat, encodeAbiParameters, pad, stringToHex, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { readDecimals } from '../../../api/tokens/decimals.ts'
import { readSymbol } from '../../../api/tokens/symbol.ts'

const asString = (text: string): Hex => encodeAbiParameters([{ type: 'string' }], [text])
const asBytes = (bytes: Hex): Hex => encodeAbiParameters([{ type: 'bytes' }], [bytes])
const word = (value: bigint): Hex => toHex(value, { size: 32 })

describe('readSymbol', () => {
  it.each([
    ['USDC', 'USDC'],
    ['USD₮0', 'USD₮0'],
    ['\u{1F984}', '\u{1F984}'],
    ['  a \t b\n', 'a b'],
    ['U\0S\x1bD', 'USD'],
    ['\u202EDSU\u202C', 'DSU'],
    ['\u200BUSD\u2066C\uFEFF', 'USDC'],
    ['a\u2028b', 'a b'],
    ['e\u0301', '\u00E9'],
    ['x'.repeat(64), 'x'.repeat(64)],
    ['\u{1F984}'.repeat(64), '\u{1F984}'.repeat(64)],
    ["'; drop table api.token; --", "'; drop table api.token; --"],
  ])('shows %j as %j', (text, shown) => {
    expect(readSymbol(asString(text))).toBe(shown)
  })

  it.each([
    ['nothing', ''],
    ['blanks', ' \t\u2003\u3000'],
    ['what cannot be seen', '\0\u202E\u200B\uE000'],
    ['too long', 'x'.repeat(65)],
    ['far too long', 'x'.repeat(100_000)],
  ])('shows none that is %s', (_, text) => {
    expect(readSymbol(asString(text))).toBeUndefined()
  })

  it('reads 32 bytes with zeros at the end', () => {
    expect(readSymbol(pad(stringToHex('MKR'), { dir: 'right', size: 32 }))).toBe('MKR')
    expect(readSymbol(stringToHex('x'.repeat(32)))).toBe('x'.repeat(32))
    expect(readSymbol(pad('0x', { size: 32 }))).toBeUndefined()
  })

  it.each([
    ['no data', '0x'],
    ['no hexadecimal', 'USDC'],
    ['half a byte', '0x123'],
    ['no text', 5],
    ['nothing', undefined],
    ['nothing at all', null],
    ['an object', {}],
    ['no UTF-8', asBytes('0xff00fe')],
    ['half a character', asBytes('0xf09f')],
    ['32 bytes of no UTF-8', `0x${'ff'.repeat(32)}`],
    ['a length beyond the data', concat([word(32n), word(33n), word(0n)])],
    ['a huge length', concat([word(32n), word(2n ** 256n - 1n), word(0n)])],
    ['an offset beyond the data', concat([word(4_096n), word(1n), word(0n)])],
    ['a huge offset', concat([word(2n ** 255n), word(1n), word(0n)])],
    ['an offset to itself', concat([word(0n), word(0n), word(0n)])],
    ['a megabyte', `0x${'41'.repeat(1 << 20)}`],
  ])('shows none of %s', (_, result) => {
    expect(readSymbol(result)).toBeUndefined()
  })
})

describe('readDecimals', () => {
  it.each([
    [word(0n), 0],
    [word(6n), 6],
    [word(18n), 18],
    [word(255n), 255],
    [concat([word(8n), word(1n)]), 8],
  ])('reads %.20s… as %i', (result, decimals) => {
    expect(readDecimals(result)).toBe(decimals)
  })

  it.each([
    word(256n),
    word(2n ** 256n - 1n),
    '0x',
    '0x12',
    '0x0000000000000000000000000000000000000000000000000000000000000zz2',
    18,
    undefined,
    null,
  ])('reads none of %.20s', (result) => {
    expect(readDecimals(result)).toBeUndefined()
  })
})
