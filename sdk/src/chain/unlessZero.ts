import type { Hex } from 'viem'

/** An address or id of the chain; undefined for its zero, which stands for none. */
export function unlessZero<word extends Hex>(word: word): word | undefined {
  return /^0x0*$/.test(word) ? undefined : word
}
