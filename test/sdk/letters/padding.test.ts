import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { maxContentBytes } from '../../../sdk/src/letters/limits.ts'
import { bucketOf, isBucket, padContent, unpadContent } from '../../../sdk/src/letters/padding.ts'

const lengths = fc.integer({ min: 0, max: maxContentBytes + 4 })

describe('bucketOf', () => {
  it.each([
    [0, 1_024],
    [1_024, 1_024],
    [1_025, 1_088],
    [1_088, 1_088],
    [1_089, 1_152],
    [2_047, 2_048],
    [2_049, 2_176],
    [65_535, 65_536],
    [65_537, 67_584],
    [524_287, 524_288],
    [524_288, 524_288],
  ])('pads %i bytes to %i', (length, bucket) => {
    expect(bucketOf(length)).toBe(bucket)
  })

  test.prop([lengths])('is no less, at most a sixteenth more, and its own bucket', (length) => {
    const bucket = bucketOf(length)
    expect(bucket).toBeGreaterThanOrEqual(Math.max(length, 1_024))
    expect(bucket).toBeLessThanOrEqual(Math.max(length * (17 / 16), 1_024))
    expect(bucketOf(bucket)).toBe(bucket)
    expect(isBucket(bucket)).toBe(true)
  })

  test.prop([lengths, lengths])('keeps the order', (a, b) => {
    expect(Math.sign(bucketOf(a) - bucketOf(b)) * Math.sign(a - b)).toBeGreaterThanOrEqual(0)
  })

  it('leaves 193 lengths to tell letters apart by', () => {
    const buckets = new Set<number>()
    for (let length = 1; length <= maxContentBytes + 4; length = bucketOf(length) + 1) {
      buckets.add(bucketOf(length))
    }
    expect(buckets.size).toBe(193)
  })
})

describe('isBucket', () => {
  it.each([-16, 0, 1, 1_023, 1_025, 524_289, 540_672])('is not %i', (length) => {
    expect(isBucket(length)).toBe(false)
  })
})

describe('unpadContent', () => {
  test.prop([fc.uint8Array({ maxLength: 5_000 })])('undoes padContent', (content) => {
    expect(unpadContent(padContent(content))).toEqual(content)
  })

  it('refuses what is padded otherwise', () => {
    const padded = padContent(Uint8Array.of(1, 2, 3))
    const changed = (at: number, byte: number) => padded.with(at, byte)
    expect(unpadContent(changed(1_023, 1))).toBeUndefined()
    expect(unpadContent(changed(7, 1))).toBeUndefined()
    // A length that does not fit, and one that belongs into a larger bucket.
    expect(unpadContent(changed(0, 0xff))).toBeUndefined()
    expect(unpadContent(changed(2, 0x04))).toBeUndefined()
    expect(unpadContent(new Uint8Array(1_088))).toBeUndefined()
    // A shorter length lets the content's last byte stand in the padding.
    expect(unpadContent(changed(3, 2))).toBeUndefined()
    // A longer one takes zeros as content: it is another content, well padded.
    expect(unpadContent(changed(3, 4))).toEqual(Uint8Array.of(1, 2, 3, 0))
  })
})
