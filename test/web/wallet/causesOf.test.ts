import { describe, expect, it } from 'vitest'
import { causesOf } from '../../../web/src/wallet/causesOf.ts'

describe('causesOf', () => {
  it('gives the error itself first, and what it was caused by, however wallets say it', () => {
    const deepest = { code: 1 }
    const inner = { error: deepest }
    const outer = Object.assign(new Error('outer', { cause: inner }), {
      data: { originalError: { code: 2 }, cause: { code: 3 } },
    })
    expect(causesOf(outer)).toEqual([outer, inner, { code: 2 }, { code: 3 }, deepest])
  })

  it('comes to an end where causes go in a circle', () => {
    const one: { cause?: unknown } = {}
    const other = { cause: one }
    one.cause = other
    expect(causesOf(one)).toEqual([one, other])
  })

  it('has nothing of what is no object', () => {
    expect(causesOf('no')).toEqual([])
    expect(causesOf(undefined)).toEqual([])
    expect(causesOf(null)).toEqual([])
  })
})
