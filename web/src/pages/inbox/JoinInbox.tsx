import type { ReactNode } from 'react'
import type { Address } from 'viem'
import { useSearchParams } from 'wouter'
import { parseInboxId } from '../../input/parseParty.ts'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { PartyField, usePartyText } from './PartyField.tsx'
import { SignToJoin } from './SignToJoin.tsx'

/** A wallet without an inbox signs that it joins one. Its recovery does the rest. `?join=` names the inbox. */
export function JoinInbox({ account }: { account: Address }): ReactNode {
  const [search] = useSearchParams()
  const join = search.get('join')
  return (
    <Disclosure summary="Join an inbox that is there already" isOpenAtFirst={join !== null}>
      <JoinForm key={account} account={account} join={join ?? ''} />
    </Disclosure>
  )
}

function JoinForm({ account, join }: { account: Address; join: string }): ReactNode {
  const value = usePartyText(parseInboxId, undefined, join)
  const { party } = value
  return (
    <Stack>
      <p>
        The same inbox from a second wallet: this one signs, which costs nothing, and the recovery
        of the inbox links it. Then it answers letters as the others do.
      </p>
      <PartyField label="Inbox id" value={value} />
      <Notice tone="warn" title="Join only an inbox of your own">
        Whoever holds this inbox will read letters written to this wallet, and gets their stakes.
      </Notice>
      {party && <SignToJoin key={party} inboxId={party} account={account} />}
    </Stack>
  )
}
