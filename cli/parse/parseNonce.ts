import { InvalidArgumentError } from 'commander'

/** A whole number of 64 bits, as inbox ids are derived from. */
export function parseNonce(text: string): bigint {
  if (!/^\d{1,20}$/.test(text) || BigInt(text) >= 2n ** 64n)
    throw new InvalidArgumentError('Give a whole number below 2^64, such as 0.')
  return BigInt(text)
}
