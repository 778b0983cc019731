import type { ReactNode } from 'react'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { linesText } from './linesText.ts'
import type { LookUp } from './useLookUp.ts'

/** How far the look-up of a list is, and what came of it. */
export function LookUpStatus({ lookUp, onRetry }: { lookUp: LookUp; onRetry(): void }): ReactNode {
  if (lookUp.state === 'busy')
    return <Progress label={lookUp.label} value={lookUp.done} max={Math.max(lookUp.total, 1)} />
  if (lookUp.state === 'failed' && !lookUp.isList)
    return <ErrorNotice error={lookUp.error} onRetry={onRetry} />
  if (lookUp.state !== 'done') return null
  const { letters, unused, common } = lookUp.list
  const recipients = new Set(letters.map(({ inboxId }) => inboxId)).size
  return (
    <div role="status">
      {letters.length === 0
        ? 'None of the lines can be mailed.'
        : `${recipients === 1 ? '1 recipient' : `${recipients.toLocaleString('en')} recipients`} found.`}
      {common > 0 && letters.length > 0 && ` ${linesText(common)} got the letter for all.`}
      {unused.length > 0 && ` Not used are the columns: ${unused.join(', ').slice(0, 200)}.`}
    </div>
  )
}
