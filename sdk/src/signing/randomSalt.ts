import type { Hex } from 'viem'
import { bytesToHex } from 'viem'

/** 32 random bytes. */
export function randomSalt(): Hex {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(32)))
}
