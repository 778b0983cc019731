import type { ApiAnswer } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import type { Hex } from 'viem'
import { stampStatus } from '../../../facts/stampStatus.ts'
import { useNow } from '../../../facts/useNow.ts'
import { HexText } from '../../../ui/HexText.tsx'
import { LeadState } from '../parts/LeadState.tsx'

/** The state of a stamp in a word and a sentence, and its id. */
export function StampLead({
  stampId,
  answer,
  isMissing,
}: {
  stampId: Hex
  answer: ApiAnswer<'getStamp'> | undefined
  isMissing: boolean
}): ReactNode {
  const now = useNow()
  return (
    <LeadState words={answer && stampStatus(answer.stamp, now)} isMissing={isMissing}>
      <HexText value={stampId} kind="id" full />
    </LeadState>
  )
}
