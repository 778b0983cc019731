import type { ApiAnswer } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import { Field } from '../../../ui/Field.tsx'
import { NumberInput } from '../../../ui/NumberInput.tsx'
import { Row } from '../../../ui/Row.tsx'
import { Section } from '../../../ui/Section.tsx'
import { Stack } from '../../../ui/Stack.tsx'
import { MailingLetter } from './MailingLetter.tsx'

/** Look one letter of a mailing up by its number, and have its proof checked. */
export function MailingLetters({ answer }: { answer: ApiAnswer<'getMailing'> }): ReactNode {
  const { mailing, hasLeaves } = answer
  const [text, setText] = useState('')
  const [index, setIndex] = useState<number>()
  const [problem, setProblem] = useState<string>()
  return (
    <Section title="Its letters">
      {hasLeaves ? (
        <Stack>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              const number = /^\d{1,10}$/.test(text.trim()) ? Number(text) : 0
              const isThere = number >= 1 && number <= mailing.count
              setProblem(isThere ? undefined : `Letters have numbers from 1 to ${mailing.count}.`)
              setIndex(isThere ? number - 1 : undefined)
            }}
          >
            <Row align="end">
              <Field label={`Number of the letter, 1 to ${mailing.count}`} error={problem}>
                <NumberInput isWhole value={text} onChange={setText} />
              </Field>
              <Button type="submit">Show</Button>
            </Row>
          </form>
          {index !== undefined && <MailingLetter key={index} mailing={mailing} index={index} />}
        </Stack>
      ) : (
        <Empty title="Nobody has published whom they are for">
          Each recipient can still collect with a proof from the sender.
        </Empty>
      )}
    </Section>
  )
}
