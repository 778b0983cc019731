import type { ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useWallet } from '../../wallet/useWallet.ts'
import { useWalletShared } from '../../wallet/useWalletShared.ts'

/** Where a link to join an inbox is opened with a wallet that has one: the link is for another wallet, which can be connected here. */
export function JoinNotice({
  isLinked,
}: {
  /** Whether it is the inbox that the link names. */
  isLinked: boolean
}): ReactNode {
  const { isDevelopment, connect } = useWallet()
  const { setDialog } = useWalletShared()
  return (
    <Notice
      tone={isLinked ? 'info' : 'warn'}
      title={
        isLinked ? 'This wallet is linked to the inbox already' : 'This wallet has an inbox already'
      }
      action={
        <Button size="small" onClick={isDevelopment ? () => setDialog('accounts') : connect}>
          Switch the wallet
        </Button>
      }
    >
      {isLinked
        ? 'The link to join is for another wallet, one that has no inbox yet. Switch to that wallet to join with it.'
        : 'A wallet belongs to one inbox only. To join the one of the link, switch to a wallet that has none, or unlink this one from its inbox first.'}
    </Notice>
  )
}
