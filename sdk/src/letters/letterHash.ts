import type { Hex } from 'viem'
import { keccak256 } from 'viem'

/**
 * The hash of a letter: what stamps, mailings and sender's statements name. Of the sealed bytes as they are, which nobody needs to open for it.
 *
 * @returns keccak256, in lower case.
 *
 * @example
 * const hash = letterHash(await sealLetter(parameters))
 */
export function letterHash(sealed: Uint8Array): Hex {
  return keccak256(sealed)
}
