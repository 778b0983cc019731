import { BaseError, UserRejectedRequestError } from 'viem'
import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../../web/src/wallet/isRefusal.ts'

describe('isRefusal', () => {
  it.each([
    ['EIP-1193', { code: 4001 }],
    ['ethers', { code: 'ACTION_REJECTED' }],
    ['WalletConnect', { code: 5000 }],
    ['viem', new UserRejectedRequestError(new Error('no'))],
    [
      'a cause',
      new Error('failed', { cause: new BaseError('x', { cause: { code: 4001 } as never }) }),
    ],
    ['a wrapped one', { code: -32603, data: { originalError: { code: 4001 } } }],
  ])('is what %s says', (_, error) => {
    expect(isRefusal(error)).toBe(true)
  })

  it.each([
    ['an open request', { code: -32002 }],
    ['an internal error', { code: -32603, message: 'user rejected?' }],
    ['a text', '4001'],
    ['nothing', undefined],
  ])('is not %s', (_, error) => {
    expect(isRefusal(error)).toBe(false)
  })
})
