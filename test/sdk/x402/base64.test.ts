import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64 } from '../../../sdk/src/x402/base64.ts'

describe('base64', () => {
  test.prop([fc.uint8Array({ maxLength: 400 })])('is what Node writes, and is read', (bytes) => {
    const text = toBase64(bytes)
    expect(text).toBe(Buffer.from(bytes).toString('base64'))
    expect(fromBase64(text)).toEqual(bytes)
    expect(fromBase64(text.replaceAll('=', ''))).toEqual(bytes)
  })

  it('is written of as many bytes as a header may hold', () => {
    expect(toBase64(new Uint8Array(200_000))).toHaveLength(266_668)
  })

  it.each(['%', 'A', '=A==', 'ab-_', 'é'])('is not read of %j', (text) => {
    expect(() => fromBase64(text)).toThrow()
  })
})
