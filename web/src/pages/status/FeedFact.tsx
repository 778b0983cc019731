import type { ReactNode } from 'react'
import { useFeed } from '../../api/useFeed.ts'
import { Badge } from '../../ui/Badge.tsx'
import { feedWords } from './feedWords.ts'

/** Whether news of the chain that the page is about come by themselves. */
export function FeedFact(): ReactNode {
  const { tone, word, sentence } = feedWords(useFeed())
  return (
    <>
      <Badge tone={tone}>{word}</Badge> {sentence}
    </>
  )
}
