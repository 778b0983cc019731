import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'

import { parseAccountId } from '../../protocol/caip10.ts'

const longest = `${'n'.repeat(8)}:${'r'.repeat(32)}:${'a'.repeat(128)}`

describe('parseAccountId', () => {
  it.each([
    [
      'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:7S3P4HxJpyyigGzodYwHtCxZyUQe9JiBMHyRWXArAaKv',
      'solana',
      '5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp',
      '7S3P4HxJpyyigGzodYwHtCxZyUQe9JiBMHyRWXArAaKv',
    ],
    ['a-1:_:%C3.-', 'a-1', '_', '%C3.-'],
    ['hedera:mainnet:0.0.1234567890-zbhlt', 'hedera', 'mainnet', '0.0.1234567890-zbhlt'],
    [longest, 'n'.repeat(8), 'r'.repeat(32), 'a'.repeat(128)],
  ])('reads %s', (text, namespace, reference, address) => {
    expect(parseAccountId(text)).toEqual({ namespace, reference, address })
  })

  it.each([
    ['nothing', ''],
    ['a chain alone', 'eip155:1'],
    ['a namespace of 2', 'ab:1:x'],
    ['a namespace of 9', 'abcdefghi:1:x'],
    ['a namespace in capitals', 'Solana:1:x'],
    ['an underscore in the namespace', 'so_lana:1:x'],
    ['no reference', 'solana::x'],
    ['a reference of 33', `solana:${'r'.repeat(33)}:x`],
    ['a dot in the reference', 'solana:a.b:x'],
    ['no address', 'solana:1:'],
    ['an address of 129', `solana:1:${'a'.repeat(129)}`],
    ['an underscore in the address', 'solana:1:a_b'],
    ['a fourth part', 'solana:1:x:y'],
    ['a space before', ' solana:1:x'],
    ['a line feed after', 'solana:1:x\n'],
    ['a line of its own', 'solana:1:x\nsolana:1:x'],
    ['a NUL', 'solana:1:x\0'],
    ['a letter that only looks Latin', 'sol\u0430na:1:x'],
    ['bytes that were no UTF-8', 'solana:1:\uFFFD'],
  ])('refuses %s', (_what, text) => {
    expect(parseAccountId(text)).toBeUndefined()
  })

  test.prop([fc.string({ unit: 'binary', maxLength: 200 })])('survives any text', (text) => {
    const id = parseAccountId(text)
    if (id) expect(`${id.namespace}:${id.reference}:${id.address}`).toBe(text)
  })
})
