import type { ReactNode } from 'react'
import { useState } from 'react'
import type { ButtonKind } from '../../ui/Button.tsx'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useToast } from '../../ui/useToast.ts'
import type { KeptMailing } from './mailingStore.ts'

/** Saves the file of a mailing where the person wants it. */
export function DownloadButton({
  kept,
  kind,
}: {
  kept: KeptMailing
  kind?: ButtonKind
}): ReactNode {
  const [isBusy, setBusy] = useState(false)
  const toast = useToast()
  async function save() {
    setBusy(true)
    await import('./downloadMailing.ts')
      .then(({ downloadMailing }) => downloadMailing(kept))
      .catch((error: Error) => toast.warn(error.message))
    setBusy(false)
  }
  return (
    <Button kind={kind} busy={isBusy} onClick={() => void save()}>
      <Icon name="download" />
      {kept.isSaved ? 'Save the file again' : 'Save the file'}
    </Button>
  )
}
