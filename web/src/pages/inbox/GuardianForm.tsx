import type { ReactNode } from 'react'
import { isAddressEqual, zeroAddress } from 'viem'
import { plan } from '../../acts/plan.ts'
import { Stack } from '../../ui/Stack.tsx'
import type { InboxView } from './inboxView.ts'
import { PartyForm } from './PartyForm.tsx'
import { SendForm } from './SendForm.tsx'
import { useSending } from './useSending.ts'

/** Names a guardian, or nobody. */
export function GuardianForm({ view, close }: { view: InboxView; close(): void }): ReactNode {
  const { inboxId, guardian, recovery } = view.inbox
  const remove = useSending({
    calls: () => [plan('Name nobody', 'setGuardian', { inboxId, guardian: zeroAddress })],
    done: 'In two days nobody is guardian.',
    onDone: close,
  })
  const hasAny = guardian.current !== null || guardian.from !== undefined
  return (
    <Stack>
      <PartyForm
        label="Name the guardian"
        field="Guardian"
        hint="Somebody you trust, or an account of yours in a safe place. If the recovery is lost, it hands the inbox to a new one. It does not help against a thief who has the recovery: who has that can say no too."
        objection={(party) =>
          isAddressEqual(party, recovery)
            ? 'The recovery cannot help when the recovery is lost. Name another account.'
            : undefined
        }
        call={(guardian) => plan('Name the guardian', 'setGuardian', { inboxId, guardian })}
        done="The guardian is in office in two days."
        close={close}
      >
        <p>
          In office two days after it is named.
          {guardian.from !== undefined && ' A change that is under way begins anew.'}
        </p>
      </PartyForm>
      {hasAny && <SendForm act={remove} kind="secondary" label="Have no guardian" />}
    </Stack>
  )
}
