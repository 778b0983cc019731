import type { LinkWalletParameters } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Address, Hex } from 'viem'
import { useSearchParams } from 'wouter'
import { useAct } from '../../acts/useAct.ts'
import { useChain } from '../../config/useChain.ts'
import { parseInboxId } from '../../input/parseParty.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Copy } from '../../ui/Copy.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { sharedClock } from '../../ui/sharedClock.ts'
import { JoinedInbox } from './JoinedInbox.tsx'
import { joinText, signedJoins } from './joinText.ts'
import { PartyField, usePartyText } from './PartyField.tsx'
import { SendForm } from './SendForm.tsx'

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
  const { caip2 } = useChain()
  const value = usePartyText(parseInboxId, undefined, join)
  const [signed, setSigned] = useState<LinkWalletParameters>()
  // By inbox: another id has to be ticked anew.
  const [owned, setOwned] = useState<Hex>()
  const isOwn = value.party !== undefined && owned === value.party
  const act = useAct({
    async run({ client, chain: { contracts }, step }) {
      if (!value.party || !isOwn) return
      step('Sign to join')
      const { signLinkWallet } = await import('../../acts/flows.ts')
      const deadline = sharedClock.now() + 86_400
      const signed = await signLinkWallet(client, { inboxId: value.party, deadline, contracts })
      setSigned(signed)
      const key = `${caip2}/${signed.inboxId}/${account}`
      await signedJoins.set(key, signed).catch(() => undefined)
    },
    done: 'Signed. Now the recovery of the inbox links this wallet.',
  })
  return (
    <Stack>
      <p>
        The same inbox from a second wallet: this one signs, which costs nothing, and the recovery
        of the inbox links it. Then it answers letters as the others do.
      </p>
      <SendForm act={act} kind="secondary" label="Sign to join" isReady={isOwn}>
        <PartyField label="Inbox id" value={value} />
        <Notice tone="warn" title="Join only an inbox of your own">
          Whoever holds this inbox will read letters written to this wallet, and gets their stakes.
        </Notice>
        {value.party && <JoinedInbox key={value.party} inboxId={value.party} account={account} />}
        <Checkbox
          label="This inbox is mine"
          checked={isOwn}
          disabled={!value.party}
          onChange={(isMine) => setOwned(isMine ? value.party : undefined)}
        />
      </SendForm>
      {signed && (
        <Notice
          tone="good"
          title="Signed. One step is left, with the recovery of the inbox"
          action={<Copy text={joinText(signed)} label="Copy what was signed" />}
        >
          In this browser: connect the recovery’s account, and it finds this under Wallets.
          Elsewhere: bring it to the recovery yourself. It is good for a day: until then the
          recovery of this inbox can link this wallet with it, and whoever holds that inbox gets its
          letters.
        </Notice>
      )}
    </Stack>
  )
}
