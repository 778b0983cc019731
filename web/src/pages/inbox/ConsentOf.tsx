import type { ReactNode } from 'react'
import { Suspense } from 'react'
import type { Hex } from 'viem'
import { parseSubject } from '../../input/parseParty.ts'
import { Loading } from '../../ui/Loading.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { Stack } from '../../ui/Stack.tsx'
import type { ConsentProps } from './consentProps.ts'
import { PartyField, usePartyText } from './PartyField.tsx'

/** Fetched once somebody is named. */
const FoundSender = lazyPart(() => import('./FoundSender.tsx').then((part) => part.FoundSender))

/** Says what the word on a sender is, and offers the others. */
export function ConsentOf({ inboxId, ...props }: ConsentProps & { inboxId: Hex }): ReactNode {
  const value = usePartyText(parseSubject, (subject) =>
    subject === inboxId ? 'That is this inbox itself.' : undefined,
  )
  const { party: subject } = value
  return (
    <Stack gap="small">
      <PartyField
        label="Sender"
        hint="An address or an inbox id. Name the inbox if the sender has one: then all of its wallets are meant."
        value={value}
      />
      <div aria-live="polite">
        {subject !== undefined && (
          <Suspense fallback={<Loading label="Looking this sender up" />}>
            <FoundSender
              inboxId={inboxId}
              sender={subject}
              {...props}
              onChosen={() => value.set('')}
            />
          </Suspense>
        )}
      </div>
    </Stack>
  )
}
