import type { Consent } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { Badge } from '../../ui/Badge.tsx'
import { Row } from '../../ui/Row.tsx'
import { Time } from '../../ui/Time.tsx'
import { consentWords } from './consentProps.ts'

const sentences: Readonly<Record<Consent, string>> = {
  allowed: 'Writes to you without postage.',
  denied: 'Cannot write to you, with postage or without.',
  none: 'Meets the door like anybody else.',
}

/** The word on a sender, and since when. */
export function ConsentWord({
  consent,
  since,
  isSentence = false,
}: {
  consent: Consent
  /** Unix seconds; `null`: it never was another. */
  since: number | null
  /** With what it means. */
  isSentence?: boolean | undefined
}): ReactNode {
  const { word, tone } = consentWords[consent]
  return (
    <Row>
      <Badge tone={tone}>{word}</Badge>
      {isSentence && <span>{sentences[consent]}</span>}
      {since !== null && (
        <span>
          Since <Time at={since} />.
        </span>
      )}
    </Row>
  )
}
