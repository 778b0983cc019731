import type { ReactNode } from 'react'
import { useId, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import { Field } from '../../ui/Field.tsx'
import { FileInput } from '../../ui/FileInput.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { useFileDrop } from '../../ui/useFileDrop.ts'
import styles from './ListField.module.css'
import type { ReadList } from './readList.ts'

/** A list as it was brought: `name` is that of its file. */
export type GivenList = { text: string; name: string | undefined }

/** Longer lists are not shown as text to be changed: browsers become slow. */
const mostShown = 60_000
const mostBytes = 64 * 1024 * 1024

/** Takes a list of recipients: from a file, which is chosen or dropped here, or typed. */
export function ListField({
  list,
  onChange,
  error,
}: {
  list: GivenList
  onChange(list: GivenList): void
  /** What is wrong with the list as a whole. */
  error?: string | undefined
}): ReactNode {
  const id = useId()
  const [problem, setProblem] = useState<string>()

  async function take(file: File): Promise<void> {
    if (file.size > mostBytes) return setProblem(`${file.name} is larger than 64 MiB.`)
    const { text, fault } = await textOf(file)
    setProblem(fault)
    if (text !== undefined) onChange({ text, name: file.name })
  }
  const { isOver, target } = useFileDrop((file) => void take(file))

  const isLong = list.text.length > mostShown
  return (
    <div className={classes(styles.field, isOver && styles.over)} {...target}>
      <div className={styles.pick}>
        <FileInput
          id={id}
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
          onFile={take}
        />
        <label htmlFor={id} className={styles.label}>
          <Icon name="upload" />
          List from a file
        </label>
        {list.name && !isLong && <span>{list.name}</span>}
      </div>
      {isLong ? (
        <div className={styles.chosen}>
          <span>
            {list.name ?? 'The list'}: {countLines(list.text).toLocaleString('en')} lines
          </span>
          <Button size="small" onClick={() => onChange({ text: '', name: undefined })}>
            Take it out
          </Button>
          {(problem ?? error) && <span role="alert">{problem ?? error}</span>}
        </div>
      ) : (
        <Field
          label="Recipients, one in each line"
          hint={
            <>
              An address or an inbox id; a letter of its own behind a comma, if it gets one. A list
              with a header has the columns <code>recipient</code> and <code>text</code>.
            </>
          }
          error={problem ?? error}
        >
          <TextArea
            isMono
            rows={7}
            spellCheck={false}
            value={list.text}
            onChange={(text) => {
              setProblem(undefined)
              onChange({ text, name: text === '' ? undefined : list.name })
            }}
            placeholder={'recipient,text\n0x90F7…b906,"Dear Chloe, …"'}
          />
        </Field>
      )}
    </div>
  )
}

async function textOf(file: File): Promise<ReadList> {
  try {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const { readList } = await import('./readList.ts')
    return readList(bytes)
  } catch {
    return { fault: `${file.name} could not be read. Choose it again.` }
  }
}

function countLines(text: string): number {
  let count = text.endsWith('\n') ? 0 : 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1
  return count
}
