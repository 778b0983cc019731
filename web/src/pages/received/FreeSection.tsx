import type { ReactNode } from 'react'
import { useState, useSyncExternalStore } from 'react'
import type { ReceivedLetter } from '../../relays/ReceivedLetter.ts'
import { MoreButton } from '../../ui/MoreButton.tsx'
import { relativeTime } from '../../ui/relativeTime.ts'
import { Section } from '../../ui/Section.tsx'
import { sharedClock } from '../../ui/sharedClock.ts'
import { LetterDetails } from './LetterDetails.tsx'
import { LetterRow } from './LetterRow.tsx'
import type { RowFacts } from './RowFacts.ts'
import styles from './Rows.module.css'

const atFirst = 20

/** Letters without a stake: of senders that the inbox allows, or that came through an open door. */
export function FreeSection({
  letters,
  rowOf,
}: {
  letters: readonly ReceivedLetter[]
  rowOf(item: { letter: ReceivedLetter }): RowFacts
}): ReactNode {
  const [count, setCount] = useState(atFirst)
  if (letters.length === 0) return null
  return (
    <Section
      title="Letters without a stake"
      lead="From senders that you allow, or through your free door: there is nothing to answer with."
    >
      <ul className={styles.rows}>
        {letters.slice(0, count).map((letter) => {
          const row = rowOf({ letter })
          return (
            <LetterRow key={letter.letterHash} row={row} note={<Ago at={letter.receivedAt} />}>
              <LetterDetails row={row} since={letter.receivedAt} />
            </LetterRow>
          )
        })}
      </ul>
      {letters.length > count && <MoreButton onClick={() => setCount(count + atFirst)} />}
    </Section>
  )
}

/** As words alone, within a button; the exact time stands in what it opens. */
function Ago({ at }: { at: number }): ReactNode {
  return useSyncExternalStore(sharedClock.subscribe, () => relativeTime(at, sharedClock.now()))
}
