import type { ReactNode } from 'react'
import { useState, useTransition } from 'react'
import { lazyPart } from '../../ui/lazyPart.tsx'
import type { MenuItem } from '../../ui/Menu.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { shortHex } from '../../ui/shortHex.ts'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import type { InboxView } from './inboxView.ts'
import type { KeyRow } from './keyRow.ts'
import { refusalFor } from './refusalFor.ts'

/** Each is fetched when it is first opened. */
const dialogs = {
  revoke: lazyPart(() => import('./RevokeKey.tsx').then((part) => part.RevokeKey)),
  renew: lazyPart(() => import('./RenewKey.tsx').then((part) => part.RenewKey)),
  forget: lazyPart(() => import('./ForgetKey.tsx').then((part) => part.ForgetKey)),
}

/** What can be done with one key; each asks once more. */
export function KeyMenu({ view, row }: { view: InboxView; row: KeyRow }): ReactNode {
  const [deed, setDeed] = useState<keyof typeof dialogs>()
  const [isOpen, setOpen] = useState(false)
  const [isFetching, startFetching] = useTransition()
  const isRevoked = row.key.status === 'revoked'
  const revokeRefusal = refusalFor('revokeKeys', view.authority)
  const renewRefusal = refusalFor('addKeys', view.authority)
  const open = (deed: keyof typeof dialogs) =>
    startFetching(() => {
      setDeed(deed)
      setOpen(true)
    })
  const items: MenuItem[] = []
  if (!isRevoked) {
    if (row.stored)
      items.push({
        label: 'Set a new end',
        onSelect: () => open('renew'),
        disabled: renewRefusal !== undefined,
        hint: renewRefusal,
      })
    items.push({
      label: 'Revoke',
      onSelect: () => open('revoke'),
      isDanger: true,
      disabled: revokeRefusal !== undefined,
      hint: revokeRefusal,
    })
  }
  if (row.stored)
    items.push({
      label: 'Forget in this browser',
      onSelect: () => open('forget'),
      isDanger: true,
    })
  if (items.length === 0) return null
  const KeyDialog = deed && dialogs[deed]
  return (
    <>
      <Menu
        label={
          <>
            Change <VisuallyHidden>key {shortHex(row.key.keyId)}</VisuallyHidden>
          </>
        }
        items={items}
        busy={isFetching}
      />
      {KeyDialog && (
        <KeyDialog view={view} row={row} open={isOpen} onClose={() => setOpen(false)} />
      )}
    </>
  )
}
