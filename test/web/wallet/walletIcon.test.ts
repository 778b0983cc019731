import { describe, expect, it } from 'vitest'
import { walletIcon } from '../../../web/src/wallet/walletIcon.ts'

describe('walletIcon', () => {
  it.each([
    'data:image/svg+xml,<svg/>',
    'data:image/png;base64,AA==',
    'DATA:IMAGE/WEBP;base64,AA==',
  ])('takes %s', (icon) => {
    expect(walletIcon(icon)).toBe(icon)
  })

  it('takes one with blanks around it, as some wallets bring it', () => {
    expect(walletIcon('\n data:image/png;base64,AA== ')).toBe('data:image/png;base64,AA==')
  })

  it.each([
    'https://wallet.example/icon.png',
    'data:text/html,<script>',
    'data:image/svg',
    'javascript:alert(1)',
    '',
    undefined,
    `data:image/png,${'A'.repeat(200_000)}`,
  ])('leaves out %.40s', (icon) => {
    expect(walletIcon(icon)).toBeUndefined()
  })
})
