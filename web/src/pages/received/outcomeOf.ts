import { stampStatus } from '../../facts/stampStatus.ts'
import type { Tone } from '../../ui/Badge.tsx'
import type { Received } from './Received.ts'

/** What came of a stake, in a word and a sentence, with the colour that it has everywhere. */
export type Outcome = { word: string; tone: Tone; sentence: string }

/** @param now - Unix seconds. */
export function outcomeOf({ stamp, mail, expiresAt }: Received, now: number): Outcome {
  if (stamp) return stampStatus({ status: stamp.status, expiresAt }, now)
  if (mail.isCollected) return stampStatus({ status: 'collected', expiresAt }, now)
  return stampStatus({ status: mail.status === 'closed' ? 'expired' : 'open', expiresAt }, now)
}
