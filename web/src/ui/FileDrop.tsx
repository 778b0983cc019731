import type { ReactNode } from 'react'
import { useId, useState } from 'react'
import { classes } from './classes.ts'
import styles from './FileDrop.module.css'
import { FileInput } from './FileInput.tsx'
import { Icon } from './Icon.tsx'
import { useFileDrop } from './useFileDrop.ts'

/** Takes a text file, chosen or dropped. It is read here and sent nowhere. */
export function FileDrop({
  label,
  accept,
  onText,
  hint,
  maxBytes = 64 * 1024 * 1024,
}: {
  label: string
  /** As of `<input accept>`: `.csv,text/csv`. */
  accept: string
  onText(text: string, name: string): void
  hint?: ReactNode
  maxBytes?: number | undefined
}): ReactNode {
  const id = useId()
  const [problem, setProblem] = useState<string>()

  const take = async (file: File) => {
    setProblem(undefined)
    if (file.size > maxBytes) {
      setProblem(`${file.name} is larger than ${Math.floor(maxBytes / 1024 / 1024)} MiB.`)
      return
    }
    try {
      onText(await file.text(), file.name)
    } catch {
      setProblem(`${file.name} could not be read. Choose it again.`)
    }
  }
  const { isOver, target } = useFileDrop(take)
  return (
    <div className={styles.field}>
      <div className={classes(styles.drop, isOver && styles.over)} {...target}>
        <FileInput
          id={id}
          accept={accept}
          aria-describedby={hint ? `${id}hint` : undefined}
          onFile={take}
        />
        <label htmlFor={id} className={styles.label}>
          <Icon name="upload" />
          {label}
        </label>
        {hint && (
          <div id={`${id}hint`} className={styles.hint}>
            {hint}
          </div>
        )}
      </div>
      <div role="alert" className={styles.problem}>
        {problem}
      </div>
    </div>
  )
}
