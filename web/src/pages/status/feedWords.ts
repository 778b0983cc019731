import type { Feed } from '../../api/feedStore.ts'
import type { Tone } from '../../ui/Badge.tsx'

/** How the news of the chain come, in a word and a sentence. */
export function feedWords({ state }: Feed): { tone: Tone; word: string; sentence: string } {
  if (state === 'live')
    return { tone: 'good', word: 'live', sentence: 'What happens on chain is seen here at once.' }
  if (state === 'connecting')
    return { tone: 'neutral', word: 'connecting', sentence: 'Asking the API for news.' }
  return {
    tone: 'warn',
    word: 'broken off',
    sentence: 'No news come. Pages ask every 10 seconds instead, until they do.',
  }
}
