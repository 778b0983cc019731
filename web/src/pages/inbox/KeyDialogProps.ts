import type { InboxView } from './inboxView.ts'
import type { KeyRow } from './keyRow.ts'

/** What every dialog about one key is given. */
export type KeyDialogProps = {
  view: InboxView
  row: KeyRow
  open: boolean
  onClose(): void
}
