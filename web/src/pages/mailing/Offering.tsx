import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Address } from 'viem'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import { Stack } from '../../ui/Stack.tsx'
import type { FoundList } from './FoundList.ts'
import { lettersText } from './lettersText.ts'
import { linesText } from './linesText.ts'
import { OfferFields } from './OfferFields.tsx'
import { ProblemTable } from './ProblemTable.tsx'
import { SealSection } from './SealSection.tsx'
import { useOffer } from './useOffer.ts'

/** What goes with the letters of a list, and what that costs. */
export function Offering({
  found,
  sender,
  name,
}: {
  found: FoundList
  sender: Address
  name: string
}): ReactNode {
  const offer = useOffer(found, sender)
  const problems = [...found.problems, ...(offer.judged?.problems ?? [])]
  const lines = [...new Set(problems.map(({ line }) => line))].sort((a, b) => a - b)
  // A yes is for these lines: where others become bad, it is asked for anew.
  const [leftOut, setLeftOut] = useState('')
  const leavesOut = leftOut === lines.join()
  const letters = offer.judged?.letters ?? []
  const bad = lines.length
  return (
    <>
      <Section title="What goes with each letter">
        <Stack>
          <OfferFields offer={offer} />
          {bad > 0 && (
            <Notice
              tone="warn"
              title={`${linesText(bad)} cannot be mailed`}
              action={
                letters.length > 0 && (
                  <Checkbox
                    label={`Leave ${bad === 1 ? 'it' : 'them'} out, and mail the other ${lettersText(letters.length)}`}
                    checked={leavesOut}
                    onChange={(isChecked) => setLeftOut(isChecked ? lines.join() : '')}
                  />
                )
              }
            >
              <ProblemTable problems={problems} />
            </Notice>
          )}
        </Stack>
      </Section>
      {letters.length > 0 && (
        <SealSection
          {...{ offer, sender, letters, name }}
          keys={found.keys}
          isListMended={bad === 0 || leavesOut}
        />
      )}
    </>
  )
}
