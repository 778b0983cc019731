import fc from 'fast-check'
import { getAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { parseAddress, parseInboxId, parseSubject } from '../../../web/src/input/parseParty.ts'

const address = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const id = `0x${'ab'.repeat(32)}`

describe('parseParty', () => {
  it('reads an address in any case that fits its checksum', () => {
    for (const text of [address, address.toLowerCase(), ` ${address}\n`, upper(address)]) {
      expect(parseAddress(text)).toEqual({ party: address })
      expect(parseSubject(text)).toEqual({ party: address })
    }
  })

  it('reads an id in any case', () => {
    expect(parseInboxId(upper(id))).toEqual({ party: id })
    expect(parseSubject(id)).toEqual({ party: id })
  })

  it.each([
    [parseAddress, '', /^Paste an address/],
    [parseAddress, id, /id of an inbox/],
    [
      parseAddress,
      address.replace('C8', 'c8'),
      /mistyped character: its capital letters do not fit/,
    ],
    [parseAddress, '70997970', /begins with 0x/],
    [parseAddress, address.slice(0, -1), /has 39 digits behind 0x, and needs 40/],
    [parseAddress, `${address.slice(0, -1)}g`, /“g” is none of the digits/],
    [parseAddress, `0x${'0'.repeat(40)}`, /zero address is nobody/],
    [parseSubject, 'hello', /begins with 0x/],
    [parseSubject, '0x12', /has 2 digits behind 0x, and needs 40 or 64/],
    [parseSubject, `0x${'0'.repeat(64)}`, /never an inbox/],
    [parseInboxId, '', /^Paste the id/],
    [parseInboxId, address, /That is an address/],
    [parseInboxId, id.slice(0, -2), /has 62 digits/],
  ])('%o says what is wrong with %j', (parse, text, fault) => {
    expect(parse(text).fault).toMatch(fault)
    expect(parse(text).party).toBeUndefined()
  })

  it('takes every address, and no text that is none', () => {
    const digits = fc.stringMatching(/^[1-9a-f][0-9a-f]{39}$/)
    fc.assert(
      fc.property(digits, (digits) => {
        const party = getAddress(`0x${digits}`)
        expect(parseAddress(party)).toEqual({ party })
      }),
    )
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { party, fault } = parseSubject(text)
        expect((party === undefined) === (fault !== undefined)).toBe(true)
      }),
    )
  })
})

const upper = (hex: string) => `0x${hex.slice(2).toUpperCase()}`
