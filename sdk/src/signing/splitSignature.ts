import type { Hex } from 'viem'
import { hexToNumber, size, slice } from 'viem'
import { InvalidParameterError } from '../errors/InvalidParameterError.ts'

/** A signature as tokens take it, in its parts. */
export type SplitSignature = { v: number; r: Hex; s: Hex }

/**
 * The parts of a signature of 65 bytes. Tokens take no others: neither those of contracts nor short ones.
 *
 * @throws {InvalidParameterError} It has another length.
 */
export function splitSignature(signature: Hex): SplitSignature {
  if (size(signature) !== 65)
    throw new InvalidParameterError(
      'signature',
      `Tokens take signatures of 65 bytes, and this one has ${size(signature)}: approve and deposit instead.`,
    )
  const last = hexToNumber(slice(signature, 64))
  // Some signers end with the parity alone, which tokens do not know.
  return {
    v: last < 27 ? last + 27 : last,
    r: slice(signature, 0, 32),
    s: slice(signature, 32, 64),
  }
}
