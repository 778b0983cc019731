import { fc, test } from '@fast-check/vitest'
import type { Address, Hex } from 'viem'
import { describe, expect, it } from 'vitest'

import { accountLinkMessage } from '../../protocol/accountLink.ts'

const parameters = {
  chainId: 8453,
  registry: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
  inboxId: '0xF2DC4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a',
  account: 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:7S3P4HxJpyyigGzodYwHtCxZyUQe9JiBMHyRWXArAaKv',
} as const

describe('accountLinkMessage', () => {
  it('is this text, byte for byte', () => {
    expect(accountLinkMessage(parameters)).toBe(
      [
        'Link this account to a Pennypost inbox.',
        '',
        'Sign only if this inbox is yours: mail for this account will go to it.',
        '',
        'Account: solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:7S3P4HxJpyyigGzodYwHtCxZyUQe9JiBMHyRWXArAaKv',
        'Inbox: 0xf2dc4b90b67487658e6fc1d4759c148fac797ea24fadee18c9d511787e04ea1a',
        'Chain: eip155:8453',
        'Registry: 0x70997970c51812dc3a010c7d01b50e0d17dc79c8',
      ].join('\n'),
    )
  })

  it('is another for each fact that it binds', () => {
    const others = [
      { chainId: 84532 },
      { registry: `0x${'00'.repeat(20)}` },
      { inboxId: `0x${'00'.repeat(32)}` },
      { account: parameters.account.replace('5eykt', '5eykT') },
      { account: parameters.account.replace('7S3P', '7S3p') },
    ] as const
    const texts = [{}, ...others].map((other) => accountLinkMessage({ ...parameters, ...other }))
    expect(new Set(texts).size).toBe(texts.length)
  })

  it('does not mind the case of the hexadecimal digits', () => {
    const { registry, inboxId } = parameters
    const lower = {
      registry: registry.toLowerCase() as Address,
      inboxId: inboxId.toLowerCase() as Hex,
    }
    expect(accountLinkMessage({ ...parameters, ...lower })).toBe(accountLinkMessage(parameters))
  })

  const part = (characters: string, minLength: number, maxLength: number) =>
    fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength })
  const account = fc
    .tuple(part('-az09', 3, 8), part('-_azAZ09', 1, 32), part('-.%azAZ09', 1, 128))
    .map((parts) => parts.join(':'))

  test.prop([account])('has eight lines of printable ASCII, whatever the account', (id) => {
    const text = accountLinkMessage({ ...parameters, account: id })
    expect(text).toMatch(/^[\x20-\x7e\n]+$/)
    expect(text.split('\n')).toHaveLength(8)
    expect(text.split('\n')[4]).toBe(`Account: ${id}`)
  })

  it.each([
    ['solana:1:x\nInbox: 0x00', '"solana:1:x\\nInbox: 0x00" is no CAIP-10 account id.'],
    ['', '"" is no CAIP-10 account id.'],
  ])('refuses the account %j', (id, message) => {
    expect(() => accountLinkMessage({ ...parameters, account: id })).toThrow(
      new RangeError(message),
    )
  })

  it.each([`0x${'00'.repeat(31)}`, `0x${'00'.repeat(32)}\n`, '00'] as Hex[])(
    'refuses the inbox id %j',
    (inboxId) => {
      expect(() => accountLinkMessage({ ...parameters, inboxId })).toThrow(
        new RangeError(`An inbox id has 32 bytes, unlike ${inboxId}.`),
      )
    },
  )

  it.each([0, -1, 1.5, Number.NaN, 2 ** 53])('refuses chain id %d', (chainId) => {
    expect(() => accountLinkMessage({ ...parameters, chainId })).toThrow(
      new RangeError(`A chain id is a natural number, not ${chainId}.`),
    )
  })

  it('refuses a registry that is no address', () => {
    expect(() => accountLinkMessage({ ...parameters, registry: '0x12' })).toThrow(
      'Address "0x12" is invalid.',
    )
  })
})
