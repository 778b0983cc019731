import type { Hex } from 'viem'

/** As the index spells it. */
export function lower(hex: Hex): Hex {
  return hex.toLowerCase() as Hex
}
