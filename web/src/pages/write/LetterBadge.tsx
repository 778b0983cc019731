import type { ReactNode } from 'react'
import { useApi } from '../../api/useApi.ts'
import { stampStatus } from '../../facts/stampStatus.ts'
import { useNow } from '../../facts/useNow.ts'
import { isDelivered } from '../../letters/isDelivered.ts'
import { letterStanding } from '../../letters/letterStanding.ts'
import type { OwnLetter } from '../../letters/OwnLetter.ts'
import { Badge } from '../../ui/Badge.tsx'

/** What became of a letter, in a word: how its stamp was answered, once it is with the relay. */
export function LetterBadge({ letter }: { letter: OwnLetter }): ReactNode {
  const { postage } = letter
  const isThere = isDelivered(letter)
  const now = useNow()
  const { data } = useApi('getStamp', postage?.isPosted ? { stampId: postage.stampId } : undefined)
  const standing = letterStanding(letter)
  const words = data && stampStatus(data.stamp, now)
  const isAnswered = data && data.stamp.status !== 'open' && data.stamp.status !== 'admitted'
  const { word, tone } =
    words && (isThere || isAnswered || words.tone === 'warn') ? words : standing
  const isWaiting = isThere && words && !isAnswered && words.tone !== 'warn'
  return <Badge tone={tone}>{isWaiting ? 'Waiting for an answer' : word}</Badge>
}
