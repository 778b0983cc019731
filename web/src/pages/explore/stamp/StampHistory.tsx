import type { ApiAnswer, ApiSchemas } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { Section } from '../../../ui/Section.tsx'
import { StepTable } from '../parts/StepTable.tsx'
import { ThingLink } from '../parts/ThingLink.tsx'

type Step = ApiSchemas['StampStep']

const words: Readonly<Record<Step['step'], string>> = {
  posted: 'Posted: the postage entered escrow',
  admitted: 'Admitted: the relay took its carriage',
  collected: 'Collected by the recipient',
  returned: 'Returned to the sender',
  expired: 'Expired: nobody had answered in time',
  voided: 'Called off by the sender',
}

/** What happened to a stamp, block by block. */
export function StampHistory({ answer }: { answer: ApiAnswer<'getStamp'> }): ReactNode {
  // Carriage is paid once: an answer names the relay again that took it at admission.
  const isAdmitted = answer.steps.some(({ step }) => step === 'admitted')
  return (
    <Section title="What happened">
      <StepTable
        caption="What happened to the stamp, oldest first"
        steps={answer.steps.map((step) => ({
          ...step,
          what: <What step={step} paysCarriage={!isAdmitted || step.step === 'admitted'} />,
        }))}
      />
    </Section>
  )
}

function What({ step, paysCarriage }: { step: Step; paysCarriage: boolean }): ReactNode {
  return (
    <>
      {words[step.step]}
      {step.stakeTo && (
        <div>
          Stake to <ThingLink kind="wallet" id={step.stakeTo} />
        </div>
      )}
      {paysCarriage && step.carriageTo && (
        <div>
          Carriage to <ThingLink kind="wallet" id={step.carriageTo} />
        </div>
      )}
    </>
  )
}
