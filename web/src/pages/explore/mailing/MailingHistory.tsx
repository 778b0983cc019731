import type { ApiAnswer, ApiSchemas } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { Section } from '../../../ui/Section.tsx'
import { StepTable } from '../parts/StepTable.tsx'
import { ThingLink } from '../parts/ThingLink.tsx'
import { TokenAmount } from '../parts/TokenAmount.tsx'

const words: Readonly<Record<ApiSchemas['MailingStep']['step'], string>> = {
  opened: 'Opened: the postage of all letters entered escrow',
  admitted: 'Admitted: the relay took its carriage',
  closed: 'Closed: the sender had back what nobody had collected',
}

/** What happened to a mailing, block by block. */
export function MailingHistory({ answer }: { answer: ApiAnswer<'getMailing'> }): ReactNode {
  const { token } = answer.mailing
  // Carriage is paid once: the end names the relay again that took it at admission.
  const isAdmitted = answer.steps.some(({ step }) => step === 'admitted')
  return (
    <Section title="What happened">
      <StepTable
        caption="What happened to the mailing, oldest first"
        steps={answer.steps.map((step) => ({
          ...step,
          what: (
            <>
              {words[step.step]}
              {step.refund !== null && (
                <div>
                  Back to the sender: <TokenAmount value={step.refund} token={token} />
                </div>
              )}
              {step.carriageTo && (!isAdmitted || step.step === 'admitted') && (
                <div>
                  Carriage to <ThingLink kind="wallet" id={step.carriageTo} />
                </div>
              )}
            </>
          ),
        }))}
      />
    </Section>
  )
}
