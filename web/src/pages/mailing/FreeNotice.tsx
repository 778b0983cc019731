import type { ReactNode } from 'react'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { shortHex } from '../../ui/shortHex.ts'
import { lettersText } from './lettersText.ts'
import type { AddressedLetter } from './lookUpInboxes.ts'

const mostNamed = 10

/** Names the letters that would pass free, and lets them be left out. */
export function FreeNotice({
  free,
  others,
  isLeftOut,
  onLeaveOut,
}: {
  free: readonly AddressedLetter[]
  /** How many letters there are beside them: without any, there is nothing to mail but these. */
  others: number
  isLeftOut: boolean
  onLeaveOut(isLeftOut: boolean): void
}): ReactNode {
  const names = free
    .slice(0, mostNamed)
    .map(({ line, recipient }) => `line ${line.toLocaleString('en')} (${shortHex(recipient)})`)
  const more = free.length - names.length
  return (
    <Notice
      tone="info"
      action={
        others > 0 && (
          <Checkbox
            label={`Leave ${free.length === 1 ? 'it' : 'them'} out, and mail the other ${lettersText(others)}`}
            checked={isLeftOut}
            onChange={onLeaveOut}
          />
        )
      }
    >
      {free.length === 1
        ? '1 letter of these would pass free: its inbox asks nothing of you.'
        : `${lettersText(free.length)} of these would pass free: their inboxes ask nothing of you.`}{' '}
      In a mailing each letter is paid for all the same. Free {free.length === 1 ? 'is' : 'are'}{' '}
      {names.join(', ')}
      {more > 0 && `, and ${more.toLocaleString('en')} more`}.
    </Notice>
  )
}
