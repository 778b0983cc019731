import type { ReactNode } from 'react'
import { Suspense, useState } from 'react'
import type { Address } from 'viem'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { Row } from '../../ui/Row.tsx'
import { Section } from '../../ui/Section.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Stack } from '../../ui/Stack.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import type { GivenList } from './ListField.tsx'
import { ListField } from './ListField.tsx'
import { LookUpStatus } from './LookUpStatus.tsx'
import { useLookUp } from './useLookUp.ts'

const loadOffering = () => import('./Offering.tsx')
const Offering = lazyPart(() => loadOffering().then((part) => part.Offering))

/** Makes a mailing of a list: who gets a letter, what goes with it, what it costs; then all is sealed and kept. */
export function ComposerView({ sender }: { sender: Address }): ReactNode {
  const [list, setList] = useState<GivenList>({ text: '', name: undefined })
  const [common, setCommon] = useState('')
  const { lookUp, start, reset } = useLookUp()
  const found = lookUp.state === 'done' ? lookUp.list : undefined
  function search() {
    // It is seen when the look-up is done. What went wrong with it shows then.
    void loadOffering().catch(() => undefined)
    void start(list.text, common)
  }
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
        <Suspense fallback={<Skeleton lines={8} />}>
          <Offering key={found.id} found={found} sender={sender} name={list.name ?? 'Typed list'} />
        </Suspense>
      )}
    </Stack>
  )
}
