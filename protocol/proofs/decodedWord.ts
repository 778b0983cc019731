import type { Hex } from 'viem'
import { numberToHex } from 'viem'

/** What the bits of words mean, as docs/storage.md publishes it. Times are Unix seconds, 0 for never. */
export const decodedWord = {
  inbox(word: bigint) {
    return { keyEpoch: bits(word, 160, 32), registeredAt: bits(word, 216, 40) }
  },
  /** The inbox that a wallet is linked to; 0x0…0: none. */
  wallet: (word: bigint): Hex => numberToHex(word, { size: 32 }),
  key(word: bigint) {
    return {
      kind: bits(word, 0, 16),
      addedAt: bits(word, 16, 40),
      expiresAt: bits(word, 56, 40),
      revokedAt: bits(word, 96, 40),
      epoch: bits(word, 136, 32),
    }
  },
  relay(word: bigint) {
    return { isActive: bits(word, 160, 8) === 1, registeredAt: bits(word, 168, 40) }
  },
  /** `amount` in the token's smallest unit. */
  carriage(word: bigint) {
    return {
      amount: amount(word, 0),
      isAccepted: bits(word, 96, 8) === 1,
      setAt: bits(word, 104, 40),
    }
  },
  /** `stake` in the token's smallest unit, 0 where it is not accepted; `window` in seconds. */
  terms(word: bigint) {
    return { stake: amount(word, 0), window: bits(word, 96, 32), setAt: bits(word, 136, 40) }
  },
  door(word: bigint) {
    return {
      door: (['free', 'postage', 'closed'] as const)[bits(word, 0, 8)],
      setAt: bits(word, 8, 40),
    }
  },
  consent: (word: bigint) => (['none', 'allowed', 'denied'] as const)[bits(word, 0, 8)],
  stamp(word: bigint) {
    const flags = bits(word, 8, 8)
    return {
      status: stampStatuses[bits(word, 0, 8)],
      relayMayCollect: (flags & 1) === 1,
      carriagePaid: (flags & 2) === 2,
      postedAt: bits(word, 16, 40),
      settledAt: bits(word, 56, 40),
    }
  },
  mailing(word: bigint) {
    return {
      status: (['none', 'open', 'admitted', 'closed'] as const)[bits(word, 0, 8)],
      openedAt: bits(word, 40, 40),
    }
  },
  /** Whether the letter's bit is set in its page. */
  isMailCollected: (page: bigint, index: number) => ((page >> BigInt(index & 255)) & 1n) === 1n,
}

const stampStatuses = [
  'none',
  'open',
  'admitted',
  'collected',
  'returned',
  'expired',
  'voided',
] as const

/** Safety: no field of ours has over 40 bits, but amounts. */
function bits(word: bigint, from: number, width: number): number {
  return Number(BigInt.asUintN(width, word >> BigInt(from)))
}

const amount = (word: bigint, from: number) => BigInt.asUintN(96, word >> BigInt(from))
