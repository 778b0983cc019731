import { maxContentBytes } from './limits.ts'

/** The content's length stands before it. */
const LENGTH_BYTES = 4
/** So that chat messages, whose lengths say most about them, all look the same. */
const LEAST_BUCKET = 1_024

/**
 * The bucket that so many bytes are padded to: 1,024, and above that the least number not below `length` whose binary form is no longer
 * than that of a float with a mantissa of ⌊log₂ log₂ length⌋ + 1 bits (Padmé). Costs at most 6.25 % above 1,024.
 *
 * @param length - At most 2^31 − 1.
 */
export function bucketOf(length: number): number {
  if (length <= LEAST_BUCKET) return LEAST_BUCKET
  const exponent = 31 - Math.clz32(length)
  const mantissaBits = 32 - Math.clz32(exponent)
  const step = 2 ** (exponent - mantissaBits)
  return Math.ceil(length / step) * step
}

/** Whether a padded content can have that length. */
export function isBucket(length: number): boolean {
  return length <= LENGTH_BYTES + maxContentBytes && bucketOf(length) === length
}

/** The content with its length before it, filled up with zeros to a bucket. */
export function padContent(content: Uint8Array): Uint8Array {
  const padded = new Uint8Array(bucketOf(LENGTH_BYTES + content.length))
  new DataView(padded.buffer).setUint32(0, content.length)
  padded.set(content, LENGTH_BYTES)
  return padded
}

/**
 * The content that was padded.
 *
 * @param padded - At least a bucket long.
 * @returns undefined where it is not as `padContent` makes it: a content has one padded form.
 */
export function unpadContent(padded: Uint8Array): Uint8Array | undefined {
  const view = new DataView(padded.buffer, padded.byteOffset, padded.byteLength)
  const end = LENGTH_BYTES + view.getUint32(0)
  if (end > padded.length || bucketOf(end) !== padded.length) return undefined
  if (padded.subarray(end).some((byte) => byte !== 0)) return undefined
  return padded.slice(LENGTH_BYTES, end)
}
