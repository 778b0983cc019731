import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Address } from 'viem'
import { isAddressEqual } from 'viem'
import { ActButton } from '../../acts/ActButton.tsx'
import { ActStatus } from '../../acts/ActStatus.tsx'
import { Button } from '../../ui/Button.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { shortHex } from '../../ui/shortHex.ts'
import { useLazyOpen } from '../../ui/useLazyOpen.ts'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import type { InboxView } from './inboxView.ts'
import { Refusal } from './Refusal.tsx'
import { refusalFor } from './refusalFor.ts'
import { useSending } from './useSending.ts'

/** Fetched when it is first opened, as is what stands in it. */
const Confirm = lazyPart(() => import('../../ui/Confirm.tsx').then((part) => part.Confirm))
const Checkbox = lazyPart(() => import('../../ui/Checkbox.tsx').then((part) => part.Checkbox))

/** Takes a wallet from the inbox, and if wanted the keys that it added, in one transaction. */
export function UnlinkWallet({ view, wallet }: { view: InboxView; wallet: Address }): ReactNode {
  const { inboxId, keys, wallets } = view.inbox
  const { isOpen, wasOpened, isFetching, open, close } = useLazyOpen()
  const [revokes, setRevokes] = useState(true)
  const keyIds = keys
    .filter((key) => key.status !== 'revoked' && key.wallet && isAddressEqual(key.wallet, wallet))
    .map(({ keyId }) => keyId)
  const isItself = isAddressEqual(wallet, view.account)
  const refusal = refusalFor(isItself ? 'unlinkItself' : 'unlinkWallet', view.authority)
  const act = useSending({
    async calls(contracts) {
      const { planUnlink } = await import('./planUnlink.ts')
      return planUnlink(contracts, { inboxId, wallet, keyIds: revokes ? keyIds : [] })
    },
    done: 'The wallet is unlinked.',
    onDone: close,
  })
  if (refusal !== undefined) return <Refusal>{refusal}</Refusal>
  return (
    <>
      <Button size="small" busy={isFetching} onClick={open}>
        Unlink <VisuallyHidden>wallet {shortHex(wallet)}</VisuallyHidden> …
      </Button>
      {wasOpened && (
        <Confirm
          open={isOpen}
          onClose={close}
          title={isItself ? 'Unlink this wallet from its inbox?' : 'Unlink this wallet?'}
          confirm={
            <ActButton act={act} kind="danger">
              Unlink the wallet
            </ActButton>
          }
        >
          <p>
            {wallet.slice(0, 10)}… no longer answers letters of the inbox. The recovery can link it
            again, if it signs again.
            {wallets.length === 1 && ' It is the last one: then nobody can answer what is waiting.'}
          </p>
          {keyIds.length > 0 && (
            <Checkbox
              label={`Revoke the ${keyIds.length === 1 ? 'key' : `${keyIds.length} keys`} that it added, for good`}
              checked={revokes}
              onChange={setRevokes}
            />
          )}
          <ActStatus act={act} />
        </Confirm>
      )}
    </>
  )
}
