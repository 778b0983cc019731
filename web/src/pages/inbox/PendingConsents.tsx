import type { GivenConsent } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import type { Act } from '../../acts/Act.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { HexText } from '../../ui/HexText.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Row } from '../../ui/Row.tsx'
import { consentLabel } from './consentLabel.ts'
import type { ConsentProps } from './consentProps.ts'
import { consentWords } from './consentProps.ts'
import { senderOf } from './consentSubjects.ts'
import styles from './Editable.module.css'
import { SendForm } from './SendForm.tsx'

/** What was chosen and is not sent: all of it goes in one transaction. */
export function PendingConsents({
  consents,
  act,
  change,
}: Pick<ConsentProps, 'change'> & {
  consents: readonly GivenConsent[]
  act: Act
}): ReactNode {
  if (consents.length === 0) return null
  const discard = () => {
    for (const { subject } of consents) change(subject, undefined)
  }
  return (
    <fieldset aria-label="Words to set" className={styles.form}>
      <SendForm act={act} label={consentLabel(consents)} onCancel={discard}>
        {consents.map(({ subject, consent }) => {
          const { kind, value } = senderOf(subject)
          return (
            <Row key={subject}>
              <HexText value={value} kind={kind} />
              <Icon name="arrow-right" />
              <Badge>{consentWords[consent].wish}</Badge>
              <Button
                kind="quiet"
                size="small"
                disabled={act.isBusy}
                aria-label={`Leave ${value.slice(0, 10)}… as it is`}
                onClick={() => change(subject, undefined)}
              >
                <Icon name="close" />
              </Button>
            </Row>
          )
        })}
      </SendForm>
    </fieldset>
  )
}
