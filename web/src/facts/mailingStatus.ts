import type { StampStatusWords } from './stampStatus.ts'

/** What the API says of a mailing's state. */
export type MailingState = {
  status: 'open' | 'admitted' | 'closed'
  /** Unix seconds; from then on no letter of it can be collected. */
  expiresAt: number
}

/** A mailing's state in words, with the one colour that it has everywhere. @param now - Unix seconds. */
export function mailingStatus({ status, expiresAt }: MailingState, now: number): StampStatusWords {
  if (status === 'closed') {
    return {
      word: 'Closed',
      tone: 'neutral',
      sentence: 'What nobody collected went back to the sender.',
    }
  }
  if (now >= expiresAt) {
    return {
      word: 'Over',
      tone: 'warn',
      sentence: 'The time to collect is over: what is left can go back to the sender.',
    }
  }
  if (status === 'admitted') {
    return {
      word: 'Admitted',
      tone: 'info',
      sentence: 'A relay has admitted it; recipients may collect their letters.',
    }
  }
  return {
    word: 'Open',
    tone: 'info',
    sentence: 'It is paid and in escrow; recipients may collect their letters.',
  }
}
