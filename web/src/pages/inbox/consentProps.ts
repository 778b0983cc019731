import type { Consent } from '@pennypost/sdk'
import type { Hex } from 'viem'
import type { Tone } from '../../ui/Badge.tsx'

/** What the parts of the consents share. */
export type ConsentProps = {
  /** Words that are chosen and not sent, by sender as 32 bytes. */
  pending: ReadonlyMap<Hex, Consent>
  /** Chooses a word on a sender, as 32 bytes; `undefined` takes it back. */
  change(subject: Hex, consent: Consent | undefined): void
  /** Why the wallet may not. */
  refusal: string | undefined
  /** While they are being sent. */
  isBusy: boolean
}

/** The words on a sender: of the inbox now, and on the button that chooses it. */
export const consentWords = {
  allowed: { word: 'Allowed', tone: 'good', verb: 'Allow' },
  denied: { word: 'Denied', tone: 'bad', verb: 'Deny' },
  none: { word: 'A stranger', tone: 'neutral', verb: 'Treat as a stranger' },
} as const satisfies Record<Consent, { word: string; tone: Tone; verb: string }>
