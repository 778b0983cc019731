import { describe, expect, it, vi } from 'vitest'
import { openLetter, sealLetter } from '../../../sdk/src/letters/index.ts'
import { keyOf, publicOf, to } from './support/keys.ts'
import { sealByHand } from './support/letterByHand.ts'

vi.mock('../../../sdk/src/letters/hpke/xWingKem.ts', () => {
  throw new Error('The code of X-Wing is not to be had')
})

const [a, b] = [keyOf(2, 'a'), keyOf(5, 'b')]
const content = Uint8Array.of(1)

describe('where the code of X-Wing does not come', () => {
  it('seals no letter that would leave out such a key', async () => {
    const keys = [publicOf(a), publicOf(b)]
    await expect(sealLetter({ ...to, keys, content })).rejects.toThrow()
  })

  it('says nothing of a letter to such a key', async () => {
    const sealed = sealByHand({ ...to, keys: [b], padded: new Uint8Array(1_024) })
    const error: unknown = await openLetter({ ...to, key: b, sealed }).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(Error)
    expect(error).not.toHaveProperty('code', 'damaged')
  })

  it('seals and opens with X25519', async () => {
    const sealed = await sealLetter({ ...to, keys: [publicOf(a)], content })
    expect(await openLetter({ ...to, key: a, sealed })).toEqual(content)
  })
})
