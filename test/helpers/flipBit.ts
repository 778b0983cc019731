import type { Hex } from 'viem'
import { bytesToHex, hexToBytes } from 'viem'

/** The bytes with one bit the other way; bits are counted from the first byte on, and round. */
export function flipBit(hex: Hex, bit: number): Hex {
  const bytes = hexToBytes(hex)
  const at = bit % (8 * bytes.length)
  return bytesToHex(bytes.map((byte, i) => (i === at >> 3 ? byte ^ (1 << (at & 7)) : byte)))
}
