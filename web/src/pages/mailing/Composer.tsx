import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Address } from 'viem'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Row } from '../../ui/Row.tsx'
import { Section } from '../../ui/Section.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import type { GivenList } from './ListField.tsx'
import { ListField } from './ListField.tsx'
import { LookUpStatus } from './LookUpStatus.tsx'
import { lettersText } from './lettersText.ts'
import { linesText } from './linesText.ts'
import { OfferFields } from './OfferFields.tsx'
import { ProblemTable } from './ProblemTable.tsx'
import { SealSection } from './SealSection.tsx'
import type { FoundList } from './useLookUp.ts'
import { useLookUp } from './useLookUp.ts'
import { useOffer } from './useOffer.ts'

/** Makes a mailing of a list: who gets a letter, what goes with it, what it costs; then all is sealed and kept. */
export function Composer({ sender }: { sender: Address }): ReactNode {
  const [list, setList] = useState<GivenList>({ text: '', name: undefined })
  const [common, setCommon] = useState('')
  const { lookUp, start, reset } = useLookUp()
  const found = lookUp.state === 'done' ? lookUp.list : undefined
  const search = () => void start(list.text, common)
  function change(apply: () => void) {
    apply()
    if (lookUp.state !== 'idle') reset()
  }
  return (
    <Stack gap="large">
      <Section
        title="Who gets a letter"
        lead="The list stays in this browser. Only the recipients are looked up, on chain and at the API."
      >
        <Stack>
          <ListField
            list={list}
            onChange={(given) => change(() => setList(given))}
            error={lookUp.state === 'failed' && lookUp.isList ? lookUp.error : undefined}
          />
          <Field
            label="Letter for all"
            isOptional
            hint="For each line that has none of its own. It is sealed for each recipient: nobody else can read it."
          >
            <TextArea rows={5} value={common} onChange={(text) => change(() => setCommon(text))} />
          </Field>
          <Row>
            <Button
              kind={found ? 'secondary' : 'primary'}
              busy={lookUp.state === 'busy'}
              disabled={list.text.trim() === ''}
              onClick={search}
            >
              Look the recipients up
            </Button>
            {lookUp.state === 'busy' && (
              <Button kind="quiet" onClick={reset}>
                Stop
              </Button>
            )}
          </Row>
          <LookUpStatus lookUp={lookUp} onRetry={search} />
        </Stack>
      </Section>
      {found && (
        <Offering key={found.id} found={found} sender={sender} name={list.name ?? 'Typed list'} />
      )}
    </Stack>
  )
}

/** What goes with the letters of a list, and what that costs. */
function Offering({
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
