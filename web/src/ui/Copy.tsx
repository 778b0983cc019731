import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { useCopy } from './useCopy.ts'

/** Copies a text, and says so in place. */
export function Copy({
  text,
  label = 'Copy',
}: {
  text: string
  label?: string | undefined
}): ReactNode {
  const { hasCopied, copy } = useCopy(text)
  return (
    <Button size="small" onClick={copy}>
      <Icon name={hasCopied ? 'check' : 'copy'} />
      <span aria-live="polite">{hasCopied ? 'Copied' : label}</span>
    </Button>
  )
}
