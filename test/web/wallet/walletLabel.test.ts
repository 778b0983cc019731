import { describe, expect, it } from 'vitest'
import { walletLabel } from '../../../web/src/wallet/walletLabel.ts'

describe('walletLabel', () => {
  it('is the name', () => {
    expect(walletLabel('MetaMask')).toBe('MetaMask')
  })

  it('has no signs that turn the text around, and no lines', () => {
    expect(walletLabel('\u202eksaMateM\u200b\n\n Wallet\u0000')).toBe('ksaMateM Wallet')
  })

  it('is cut after forty signs, and never within one', () => {
    expect(walletLabel('x'.repeat(40))).toHaveLength(40)
    expect(walletLabel('x'.repeat(41))).toBe(`${'x'.repeat(39)}…`)
    expect(walletLabel('🦊'.repeat(50))).toBe(`${'🦊'.repeat(39)}…`)
  })

  it('says so where there is no name', () => {
    expect(walletLabel(' \u200b ')).toBe('Unnamed wallet')
  })
})
