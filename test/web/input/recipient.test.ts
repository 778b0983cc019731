import fc from 'fast-check'
import { getAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { parseRecipient } from '../../../web/src/input/recipient.ts'

const plain = { takesNames: false }
const digits = (length: number) =>
  fc.string({
    unit: fc.constantFrom(...'0123456789abcdef'),
    minLength: length,
    maxLength: length,
  })

describe('parseRecipient', () => {
  it('takes any inbox id, with and without 0x', () => {
    fc.assert(
      fc.property(digits(64), fc.boolean(), (hex, isShort) => {
        const text = isShort ? ` ${hex.toUpperCase()}` : `0x${hex}\n`
        expect(parseRecipient(text, plain)).toEqual({ kind: 'inbox', inboxId: `0x${hex}` })
      }),
    )
  })

  it('takes any address, checksummed or in small letters', () => {
    fc.assert(
      fc.property(digits(40), fc.boolean(), (hex, isSmall) => {
        const address = getAddress(`0x${hex}`)
        const text = isSmall ? address.toLowerCase() : address
        expect(parseRecipient(text, plain)).toEqual({ kind: 'wallet', address })
      }),
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (text, takesNames) => {
        const { kind } = parseRecipient(text, { takesNames })
        expect(['none', 'wallet', 'inbox', 'name', 'wrong']).toContain(kind)
      }),
    )
  })

  it.each([
    ['0x1234', 'This one has 4 digits.'],
    [`0x${'g'.repeat(40)}`, '“g” stands in no address'],
    ['90F79bf6EB2c4f870365E785982E1f101E93b906', 'An address begins with 0x'],
    ['0x90F79bf6EB2c4f870365E785982E1f101E93b90A', 'mistyped'],
    ['ada.eth', 'This chain has no names'],
    ['0x12 0x34', 'This has'],
    ['ada grace', 'One recipient at a time'],
    ['ada', 'Give a wallet’s address'],
    ['ada@example.org', 'Give a wallet’s address'],
  ])('says what is wrong with %s', (text, words) => {
    const found = parseRecipient(text, plain)
    expect(found.kind).toBe('wrong')
    if (!text.includes(' 0x'))
      expect(found).toMatchObject({ sentence: expect.stringContaining(words) })
  })

  it('takes names where there are some', () => {
    expect(parseRecipient('ada.eth', { takesNames: true })).toEqual({
      kind: 'name',
      name: 'ada.eth',
    })
    expect(parseRecipient('', { takesNames: true })).toEqual({ kind: 'none' })
  })
})
