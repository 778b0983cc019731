import type { GetMailingReturnType } from '@pennypost/sdk'
import { mailingRefund } from '@pennypost/sdk/mailings'
import type { ReactNode } from 'react'
import { ActButton } from '../../acts/ActButton.tsx'
import { ActStatus } from '../../acts/ActStatus.tsx'
import { plan } from '../../acts/plan.ts'
import { useAct } from '../../acts/useAct.ts'
import { amountText } from '../../facts/amountText.ts'
import { Row } from '../../ui/Row.tsx'
import { Section } from '../../ui/Section.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { shortHex } from '../../ui/shortHex.ts'
import { TextLink } from '../../ui/TextLink.tsx'
import type { KeptMailing } from './mailingStore.ts'

/** Takes back what nobody collected of a mailing that expired. */
export function ClosePanel({
  kept,
  state,
}: {
  kept: KeptMailing
  state: GetMailingReturnType
}): ReactNode {
  const { mailing, token } = kept
  const refund = mailingRefund(mailing, state)
  const act = useAct({
    run: ({ send }) => send([plan('Close the mailing', 'closeMailing', { mailing })]),
    done: `${amountText(refund, token)} came back to the balance of ${shortHex(mailing.sender)}.`,
  })
  return (
    <Section
      title="Take back the rest"
      lead={`Its time is over, with ${state.collected.toLocaleString('en')} of ${mailing.count.toLocaleString('en')} letters collected.${state.status === 'open' ? ' The relay never admitted it, so the carriage comes back too.' : ''}`}
    >
      <Stack>
        <p>
          It comes back to the balance of the sender in the PostOffice, from where{' '}
          <TextLink href="/balance">it can be paid out</TextLink>. Anybody may do this.
        </p>
        <Row>
          <ActButton act={act}>Take back {amountText(refund, token)}</ActButton>
        </Row>
        <ActStatus act={act} />
      </Stack>
    </Section>
  )
}
