import type { StampStatusWords } from './stampStatus.ts'

/** What each state of a key means. */
export const keyStatusWords = {
  active: { word: 'Active', tone: 'good', sentence: 'It speaks for the inbox now.' },
  expired: { word: 'Expired', tone: 'warn', sentence: 'Its time is over.' },
  revoked: {
    word: 'Revoked',
    tone: 'bad',
    sentence: 'It no longer speaks for the inbox, and never will again.',
  },
} as const satisfies Record<'active' | 'expired' | 'revoked', StampStatusWords>

/** What the chain or a key's own signature shows of who holds it. */
export const possessionWords = {
  valid: { word: 'Shown', tone: 'good', sentence: 'The key signed for this inbox itself.' },
  vouched: {
    word: 'Vouched for',
    tone: 'good',
    sentence: 'A key that cannot sign; a signing key of the inbox vouched for it.',
  },
  none: { word: 'Not shown', tone: 'neutral', sentence: 'Nothing shows that the inbox holds it.' },
  unchecked: {
    word: 'Unchecked',
    tone: 'neutral',
    sentence: 'Something was given to show it, of a form that the API cannot check.',
  },
  invalid: {
    word: 'Refuted',
    tone: 'bad',
    sentence: 'What was given to show that the inbox holds it is false.',
  },
} as const satisfies Record<
  'valid' | 'vouched' | 'none' | 'unchecked' | 'invalid',
  StampStatusWords
>

const kinds: Readonly<Record<number, string>> = {
  1: 'Ed25519, to sign',
  2: 'X25519, to seal letters for',
  3: 'secp256k1, to sign',
  4: 'P-256, to sign',
  5: 'X-Wing, to seal letters for',
  6: 'ML-KEM-768, to seal letters for',
}

/** What a kind of key is, and what for. @param kind - `null`: it was banned before anybody added it. */
export function keyKindText(kind: number | null): string {
  if (kind === null) return 'Unknown: it was never added'
  return kinds[kind] ?? `Kind ${kind}, of an app’s own`
}
