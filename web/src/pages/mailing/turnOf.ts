import type { MailingStatus } from '@pennypost/sdk'

export type TurnFacts = {
  status: MailingStatus
  count: number
  collected: number
  /** Letters that can be sent from here and are not. */
  unsent: number
  /** Whether the API has its list; undefined: not known. */
  isPublished: boolean | undefined
  /** Unix seconds. */
  expiresAt: number
  /** Unix seconds. */
  now: number
}

/** Whose turn it is with a mailing, and what for. */
export type Turn = {
  who: 'you' | 'relay' | 'recipients' | 'nobody'
  sentence: string
  /** Of one that is yours: what to do, in a few words. */
  todo?: string | undefined
}

/** Whose turn it is: of several who could do something, the one without whom it does not go on. */
export function turnOf(facts: TurnFacts): Turn {
  const { status, count, collected, unsent, isPublished, expiresAt, now } = facts
  if (status === 'closed') return { who: 'nobody', sentence: 'It is closed, and over.' }
  const isOver = now >= expiresAt
  if (status === 'none')
    return isOver
      ? { who: 'nobody', sentence: 'It was never paid for, and its time is over.' }
      : yours('Pay for it', 'Yours: it is sealed, and not yet paid for.')
  const isDone = status === 'admitted' && collected === count
  if (isOver)
    return isDone
      ? { who: 'nobody', sentence: 'Every letter was collected: there is nothing to take back.' }
      : yours(
          'Take back the rest',
          'Yours: its time is over, and what nobody collected is to be taken back.',
        )
  if (unsent > 0)
    return yours('Send the letters', 'Yours: letters are waiting to be sent to the relay.')
  if (collected === count) return { who: 'nobody', sentence: 'Every letter was collected.' }
  if (isPublished === false)
    return yours(
      'Publish the list',
      'Yours: until you publish the list, recipients cannot collect in the app.',
    )
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

function yours(todo: string, sentence: string): Turn {
  return { who: 'you', sentence, todo }
}
