import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Notice } from './Notice.tsx'

const sentenceOf = (error: unknown): string => {
  if (typeof error === 'string') return error
  if (!(error instanceof Error)) return 'Something failed, and did not say what.'
  const { shortMessage } = error as { shortMessage?: unknown }
  if (typeof shortMessage === 'string') return shortMessage
  return error.message || error.name
}

/** What failed, in the error's own sentence, and a button to ask again. */
export function ErrorNotice({
  error,
  title = 'That did not work',
  onRetry,
}: {
  error: unknown
  title?: string | undefined
  onRetry?: (() => void) | undefined
}): ReactNode {
  return (
    <Notice
      tone="bad"
      title={title}
      action={
        onRetry && (
          <Button size="small" onClick={() => onRetry()}>
            Try again
          </Button>
        )
      }
    >
      {sentenceOf(error)}
    </Notice>
  )
}
