import type { StampStatusWords } from './stampStatus.ts'

/** What each door means to a stranger. */
export const doorWords = {
  free: {
    word: 'Free',
    tone: 'good',
    sentence: 'Anyone may write free of postage, unless denied.',
  },
  postage: {
    word: 'Postage',
    tone: 'info',
    sentence: 'A stranger pays postage; whom the inbox allows writes free.',
  },
  closed: {
    word: 'Closed',
    tone: 'warn',
    sentence: 'Strangers cannot write; whom the inbox allows still can.',
  },
} as const satisfies Record<'free' | 'postage' | 'closed', StampStatusWords>
