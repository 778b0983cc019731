import type { Tone } from './Tone.ts'

/** What the API says of a stamp's state. */
export type StampState = {
  status: 'open' | 'admitted' | 'collected' | 'returned' | 'expired' | 'voided'
  /** Unix seconds; from then on the recipient can no longer answer. A voided stamp has none. */
  expiresAt?: number | undefined
}

export type StampStatusWords = {
  /** For a badge. */
  word: string
  tone: Tone
  sentence: string
}

const answered = {
  collected: {
    word: 'Collected',
    tone: 'good',
    sentence: 'The recipient took the stake.',
  },
  returned: {
    word: 'Returned',
    tone: 'neutral',
    sentence: 'The recipient gave the stake back to the sender.',
  },
  expired: {
    word: 'Expired',
    tone: 'warn',
    sentence: 'Nobody answered in time, and the stake went back to the sender.',
  },
  voided: {
    word: 'Voided',
    tone: 'bad',
    sentence: 'The sender called it off before it was posted: it can never be posted.',
  },
} as const satisfies Record<string, StampStatusWords>

/**
 * A stamp's state in words, with the one colour that it has everywhere.
 *
 * @param now - Unix seconds: at `expiresAt` the time to answer is over, whether or not the stake was taken back.
 */
export function stampStatus({ status, expiresAt }: StampState, now: number): StampStatusWords {
  if (status !== 'open' && status !== 'admitted') return answered[status]
  if (expiresAt !== undefined && now >= expiresAt) {
    return {
      word: 'Unanswered',
      tone: 'warn',
      sentence: 'Nobody answered in time: the stake can go back to the sender.',
    }
  }
  if (status === 'admitted') {
    return {
      word: 'Admitted',
      tone: 'info',
      sentence: 'A relay has admitted it; the recipient may still answer.',
    }
  }
  return {
    word: 'Open',
    tone: 'info',
    sentence: 'It is paid and in escrow; the recipient may answer.',
  }
}
