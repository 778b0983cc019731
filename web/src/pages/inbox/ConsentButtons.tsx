import type { Consent } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { useId } from 'react'
import type { Hex } from 'viem'
import { Button } from '../../ui/Button.tsx'
import { Row } from '../../ui/Row.tsx'
import { shortHex } from '../../ui/shortHex.ts'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import type { ConsentProps } from './consentProps.ts'
import { consentWords } from './consentProps.ts'
import { senderOf } from './consentSubjects.ts'
import { Refusal } from './Refusal.tsx'

/** Chooses another word on a sender; nothing is sent yet. */
export function ConsentButtons({
  subject,
  now,
  change,
  refusal,
  isBusy,
  isInTable = false,
}: ConsentProps & { subject: Hex; now: Consent; isInTable?: boolean | undefined }): ReactNode {
  const reason = useId()
  const others = (['allowed', 'denied', 'none'] as const).filter((consent) => consent !== now)
  return (
    <Row justify={isInTable ? 'end' : 'start'}>
      {others.map((consent) => (
        <Button
          key={consent}
          size="small"
          disabled={isBusy || refusal !== undefined}
          aria-describedby={refusal === undefined ? undefined : reason}
          onClick={() => change(subject, consent)}
        >
          {consentWords[consent].verb}{' '}
          <VisuallyHidden>{shortHex(senderOf(subject).value)}</VisuallyHidden>
        </Button>
      ))}
      <Refusal id={reason}>{refusal}</Refusal>
    </Row>
  )
}
