import type { LinkWalletParameters } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Address, Hex } from 'viem'
import { useAct } from '../../acts/useAct.ts'
import { useChain } from '../../config/useChain.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Copy } from '../../ui/Copy.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { sharedClock } from '../../ui/sharedClock.ts'
import { JoinedInbox } from './JoinedInbox.tsx'
import { joinText, signedJoins } from './joinText.ts'
import { SendForm } from './SendForm.tsx'
import { useJoinedInbox } from './useJoinedInbox.ts'

/** Signs that a wallet joins an inbox, once the node has said whose it is. Another inbox is another one of these, ticked anew. */
export function SignToJoin({ inboxId, account }: { inboxId: Hex; account: Address }): ReactNode {
  const { caip2 } = useChain()
  const { inbox, isError } = useJoinedInbox(inboxId)
  const [isOwn, setOwn] = useState(false)
  const [signed, setSigned] = useState<LinkWalletParameters>()
  const act = useAct({
    async run({ client, chain: { contracts }, step }) {
      step('Sign to join')
      const { signLinkWallet } = await import('../../acts/flows.ts')
      const deadline = sharedClock.now() + 86_400
      const signed = await signLinkWallet(client, { inboxId, deadline, contracts })
      setSigned(signed)
      const key = `${caip2}/${signed.inboxId}/${account}`
      await signedJoins.set(key, signed).catch(() => undefined)
    },
    done: 'Signed. Now the recovery of the inbox links this wallet.',
  })
  return (
    <>
      {isError && (
        <Notice tone="warn">
          The node does not say who holds this inbox, so it cannot be joined now. Try again later.
        </Notice>
      )}
      {inbox === null && (
        <Notice tone="warn">There is no such inbox on this chain. Check the id.</Notice>
      )}
      {inbox && !isError && (
        <SendForm act={act} kind="secondary" label="Sign to join" isReady={isOwn}>
          <JoinedInbox inboxId={inboxId} inbox={inbox} account={account} />
          <Checkbox label="This inbox is mine" checked={isOwn} onChange={setOwn} />
        </SendForm>
      )}
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
    </>
  )
}
