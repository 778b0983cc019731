import type { Tone } from '../../ui/Badge.tsx'
import { ownStatus } from './ownStatus.ts'
import type { Received } from './Received.ts'

/** What came of a stake, in a word and a sentence, with the colour that it has everywhere. */
export type Outcome = { word: string; tone: Tone; sentence: string }

/** @param now - Unix seconds. */
export function outcomeOf({ stamp, mail, expiresAt }: Received, now: number): Outcome {
  if (stamp) {
    const { status, relayMayCollect } = stamp
    return ownStatus({ status, expiresAt, relayMayCollect }, now)
  }
  if (mail.isCollected) return ownStatus({ status: 'collected', expiresAt }, now)
  return ownStatus({ status: mail.status === 'closed' ? 'expired' : 'open', expiresAt }, now)
}
