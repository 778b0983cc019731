import type { MailingStatus } from '@pennypost/sdk'

export type TurnFacts = {
  status: MailingStatus
  count: number
  collected: number
  /** Letters that can be sent from here and are not. */
  unsent: number
  /** Unix seconds. */
  expiresAt: number
  /** Unix seconds. */
  now: number
}

/** Whose turn it is with a mailing, and what for. */
export type Turn = { who: 'you' | 'relay' | 'recipients' | 'nobody'; sentence: string }

/** Whose turn it is: of several who could do something, the one without whom it does not go on. */
export function turnOf({ status, count, collected, unsent, expiresAt, now }: TurnFacts): Turn {
  if (status === 'closed') return { who: 'nobody', sentence: 'It is closed, and over.' }
  const isOver = now >= expiresAt
  if (status === 'none')
    return isOver
      ? { who: 'nobody', sentence: 'It was never paid for, and its time is over.' }
      : { who: 'you', sentence: 'Yours: it is sealed, and not yet paid for.' }
  const isDone = status === 'admitted' && collected === count
  if (isOver)
    return isDone
      ? { who: 'nobody', sentence: 'Every letter was collected: there is nothing to take back.' }
      : {
          who: 'you',
          sentence: 'Yours: its time is over, and what nobody collected is to be taken back.',
        }
  if (unsent > 0)
    return { who: 'you', sentence: 'Yours: letters are waiting to be sent to the relay.' }
  if (collected === count) return { who: 'nobody', sentence: 'Every letter was collected.' }
  if (status === 'open')
    return {
      who: 'relay',
      sentence: 'The relay’s: it has the letters, and admits the mailing to earn its carriage.',
    }
  return {
    who: 'recipients',
    sentence: 'The recipients’: they collect their stakes until it expires.',
  }
}
