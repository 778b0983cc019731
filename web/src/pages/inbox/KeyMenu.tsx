import type { ReactNode } from 'react'
import { useState } from 'react'
import type { MenuItem } from '../../ui/Menu.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { shortHex } from '../../ui/shortHex.ts'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import { ForgetKey } from './ForgetKey.tsx'
import type { InboxView } from './inboxView.ts'
import type { KeyRow } from './keyRow.ts'
import { RenewKey } from './RenewKey.tsx'
import { RevokeKey } from './RevokeKey.tsx'
import { refusalFor } from './refusalFor.ts'

/** What can be done with one key; each asks once more. */
export function KeyMenu({ view, row }: { view: InboxView; row: KeyRow }): ReactNode {
  const [open, setOpen] = useState<'revoke' | 'renew' | 'forget'>()
  const isRevoked = row.key.status === 'revoked'
  const revokeRefusal = refusalFor('revokeKeys', view.authority)
  const renewRefusal = refusalFor('addKeys', view.authority)
  const items: MenuItem[] = []
  if (!isRevoked) {
    if (row.stored)
      items.push({
        label: 'Set a new end',
        onSelect: () => setOpen('renew'),
        disabled: renewRefusal !== undefined,
        hint: renewRefusal,
      })
    items.push({
      label: 'Revoke',
      onSelect: () => setOpen('revoke'),
      isDanger: true,
      disabled: revokeRefusal !== undefined,
      hint: revokeRefusal,
    })
  }
  if (row.stored)
    items.push({
      label: 'Forget in this browser',
      onSelect: () => setOpen('forget'),
      isDanger: true,
    })
  if (items.length === 0) return null
  const close = () => setOpen(undefined)
  return (
    <>
      <Menu
        label={
          <>
            Change <VisuallyHidden>key {shortHex(row.key.keyId)}</VisuallyHidden>
          </>
        }
        items={items}
      />
      <RevokeKey view={view} row={row} open={open === 'revoke'} onClose={close} />
      <RenewKey view={view} row={row} open={open === 'renew'} onClose={close} />
      <ForgetKey view={view} row={row} open={open === 'forget'} onClose={close} />
    </>
  )
}
