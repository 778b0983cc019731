import type { ReactNode } from 'react'
import { Table } from '../../ui/Table.tsx'
import type { Deed } from './refusalFor.ts'
import { partiesText } from './refusalFor.ts'

const deeds: readonly (readonly [deed: Deed, words: string])[] = [
  ['setPrice', 'Set door and price, give consents, answer letters'],
  ['addKeys', 'Add keys'],
  ['revokeKeys', 'Revoke keys'],
  ['linkWallet', 'Link a wallet, which signs for it'],
  ['unlinkItself', 'Unlink a wallet'],
  ['setPayout', 'Say where stakes go'],
  ['setGuardian', 'Name a guardian, in office two days later'],
  ['startTransfer', 'Start handing the recovery over'],
  ['cancelTransfer', 'Cancel that'],
  ['acceptTransfer', 'Accept it, two to 30 days after the start'],
]

const columns = [
  { id: 'deed', label: 'What' },
  { id: 'who', label: 'Who' },
] as const

/** Who may do what to an inbox. */
export function PowersTable(): ReactNode {
  return (
    <Table
      caption="Who may do what"
      columns={columns}
      rows={deeds.map(([deed, words]) => ({
        id: deed,
        cells: { deed: words, who: whoText(deed) },
      }))}
    />
  )
}

function whoText(deed: Deed): string {
  if (deed === 'unlinkItself') return 'the recovery, or the wallet itself'
  return partiesText(deed)
}
