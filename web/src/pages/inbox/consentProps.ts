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

/** The words on a sender: of the inbox now, once it is set, on the button that chooses it, and on the one that sets it for `who`. */
export const consentWords = {
  allowed: {
    ...{ word: 'Allowed', tone: 'good', wish: 'Will be allowed', verb: 'Allow' },
    act: (who) => `Allow ${who}`,
  },
  denied: {
    ...{ word: 'Denied', tone: 'bad', wish: 'Will be denied', verb: 'Deny' },
    act: (who) => `Deny ${who}`,
  },
  none: {
    ...{ word: 'A stranger', tone: 'neutral', wish: 'Will be a stranger' },
    ...{ verb: 'Treat as a stranger', act: (who) => `Treat ${who} as a stranger` },
  },
} as const satisfies Record<Consent, ConsentWords>

type ConsentWords = {
  word: string
  tone: Tone
  wish: string
  verb: string
  act(who: string): string
}
