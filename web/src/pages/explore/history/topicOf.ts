import type { Hex } from 'viem'
import { numberToHex } from 'viem'

/** The topic that an address is in the indexed place of an event. */
export function topicOf(address: Hex): Hex {
  return numberToHex(BigInt(address), { size: 32 })
}
