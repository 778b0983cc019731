import { describe, expect, it } from 'vitest'
import { shortHex } from '../../../web/src/ui/shortHex.ts'

describe('shortHex', () => {
  it('keeps both ends of an address', () => {
    expect(shortHex('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266')).toBe('0xf39F…2266')
  })

  it('leaves alone what is short already', () => {
    expect(shortHex('0x123456789abc')).toBe('0x123456789abc')
    expect(shortHex('0x')).toBe('0x')
  })
})
