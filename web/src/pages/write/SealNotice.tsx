import type { ReactNode } from 'react'
import { useNow } from '../../facts/useNow.ts'
import { Notice } from '../../ui/Notice.tsx'
import { canBeSealedFor } from './canBeSealedFor.ts'
import type { FoundRecipient } from './useRecipient.ts'

/** Says so where an inbox has no key that letters can be sealed for; else nothing. */
export function SealNotice({ inbox }: { inbox: NonNullable<FoundRecipient['inbox']> }): ReactNode {
  const now = useNow()
  if (canBeSealedFor(inbox, now)) return null
  return (
    <Notice tone="bad" title="Nobody could read a letter to this inbox">
      It has no key that letters can be sealed for. Its owner has to add one on the page “My inbox”
      first.
    </Notice>
  )
}
