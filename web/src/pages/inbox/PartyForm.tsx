import type { ReactNode } from 'react'
import type { Address } from 'viem'
import type { PlannedCall } from '../../acts/plan.ts'
import { parseAddress } from '../../input/parseParty.ts'
import { PartyField, usePartyText } from './PartyField.tsx'
import { SendForm } from './SendForm.tsx'
import { useSending } from './useSending.ts'

/** Asks for an account, and sends one call about it. */
export function PartyForm({
  label,
  field,
  hint,
  objection,
  call,
  done,
  close,
  children,
}: {
  /** On the button. */
  label: string
  /** What the account is to be. */
  field: string
  hint: string
  /** A sentence against an account that cannot be meant. */
  objection(party: Address): string | undefined
  call(party: Address): PlannedCall
  /** What is said when it is done. */
  done: string
  close(): void
  /** What to know before. */
  children?: ReactNode
}): ReactNode {
  const value = usePartyText(parseAddress, objection)
  const { party } = value
  const act = useSending({ calls: () => (party ? [call(party)] : []), done, onDone: close })
  return (
    <SendForm act={act} label={label} isReady={party !== undefined} onCancel={close}>
      <PartyField label={field} hint={hint} value={value} />
      {children}
    </SendForm>
  )
}
