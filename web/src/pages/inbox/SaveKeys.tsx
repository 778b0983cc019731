import type { ReactNode } from 'react'
import type { Hex } from 'viem'
import { keyFileName } from '../../keys/keyFile.ts'
import { useInboxKeys } from '../../keys/useInboxKeys.ts'
import type { ButtonKind } from '../../ui/Button.tsx'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useToast } from '../../ui/useToast.ts'
import { downloadText } from './downloadText.ts'

/** Saves the keys that this browser has of an inbox, to a file. */
export function SaveKeys({
  inboxId,
  kind = 'secondary',
}: {
  inboxId: Hex
  kind?: ButtonKind | undefined
}): ReactNode {
  const { keys, exportFile, markSaved } = useInboxKeys(inboxId)
  const toast = useToast()
  const save = async () => {
    downloadText(exportFile(), keyFileName(inboxId))
    await markSaved().catch(() => undefined)
    toast.say('The keys are in the file. Whoever has it can read your letters: keep it safe.')
  }
  return (
    <Button size="small" kind={kind} disabled={!keys?.length} onClick={() => void save()}>
      <Icon name="download" />
      Save keys to a file
    </Button>
  )
}
