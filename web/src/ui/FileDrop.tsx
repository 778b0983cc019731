import type { DragEvent, ReactNode } from 'react'
import { useId, useState } from 'react'
import { classes } from './classes.ts'
import styles from './FileDrop.module.css'
import { Icon } from './Icon.tsx'

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
  const [isOver, setOver] = useState(false)
  const [problem, setProblem] = useState<string>()

  const take = async (file: File | undefined) => {
    setProblem(undefined)
    if (!file) return
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
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }
  return (
    <div className={styles.field}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the input within is the first. */}
      <div
        className={classes(styles.drop, isOver && styles.over)}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input
          id={id}
          type="file"
          accept={accept}
          aria-describedby={hint ? `${id}hint` : undefined}
          className={styles.input}
          onChange={(event) => {
            const input = event.currentTarget
            void take(input.files?.[0]).then(() => {
              // So that the same file can be chosen again once it was mended.
              input.value = ''
            })
          }}
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
