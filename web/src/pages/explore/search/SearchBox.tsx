import type { ReactNode } from 'react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import { useChainHref } from '../../../ui/useChainHref.ts'
import { parseSearch } from './parseSearch.ts'
import styles from './SearchBox.module.css'

/** One box for everything. What cannot be anything is said at once, and nobody is asked. */
export function SearchBox({ asked }: { asked: string }): ReactNode {
  const [text, setText] = useState(asked)
  const [problem, setProblem] = useState(sentenceOf(asked))
  const [, navigate] = useLocation()
  const href = useChainHref(`/explore?q=${encodeURIComponent(text.trim())}`)
  return (
    <search>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          const sentence =
            text.trim() === '' ? 'Type or paste an id or an address.' : sentenceOf(text)
          setProblem(sentence)
          if (sentence === undefined && text.trim() !== asked) navigate(href)
        }}
      >
        <div className={styles.field}>
          <Field label="Inbox, wallet, stamp, mailing, relay, key or transaction" error={problem}>
            <TextInput
              value={text}
              isMono
              type="search"
              enterKeyHint="search"
              placeholder="0x…"
              onChange={(value) => {
                setText(value)
                setProblem(undefined)
              }}
            />
          </Field>
        </div>
        <div className={styles.button}>
          <Button kind="primary" type="submit">
            Look up
          </Button>
        </div>
      </form>
    </search>
  )
}

function sentenceOf(text: string): string | undefined {
  const search = parseSearch(text)
  return search.kind === 'unreadable' ? search.sentence : undefined
}
