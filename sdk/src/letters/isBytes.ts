import type { Hex } from 'viem'
import { isHex } from 'viem'

/** Whether a value is that many bytes in hexadecimal; viem's own functions fill up an odd number of digits. */
export function isBytes(value: unknown, length: number): value is Hex {
  return isHex(value) && value.length === 2 + 2 * length
}
