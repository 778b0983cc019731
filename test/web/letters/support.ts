import type { OwnLetter } from '../../../web/src/letters/OwnLetter.ts'

const address = (digit: string) => `0x${digit.repeat(40)}` as const
const word = (digit: string) => `0x${digit.repeat(64)}` as const

/** A letter of which nothing is paid yet. */
export function aLetter(change: Partial<OwnLetter> = {}): OwnLetter {
  return {
    ...{ letterHash: word('1'), chain: 'eip155:31337', inboxId: word('2'), to: address('3') },
    ...{ wallet: address('4'), relay: address('5'), relayUrl: 'https://relay.example' },
    ...{ text: 'Hello', sealed: new Uint8Array([1]), keyCount: 1, isSigned: false },
    price: { token: address('0'), carriage: 1n, stake: 10n, expiresAt: 1_000_000 },
    createdAt: 1,
    ...change,
  }
}

/** The same with the one stamp that it is to be paid with. */
export function aPaidLetter(postage: Partial<NonNullable<OwnLetter['postage']>> = {}): OwnLetter {
  const letter = aLetter()
  const { wallet: sender, relay, inboxId, letterHash } = letter
  const stamp = {
    ...{ sender, relay, inboxId, letterHash, token: address('0') },
    ...{ carriage: 1n, stake: 10n, expiresAt: 1_000_000 },
  }
  return aLetter({
    postage: { stamp, stampId: word('6'), timesAsked: 1, isPosted: true, ...postage },
  })
}
