import type { ComponentProps, ReactNode } from 'react'
import styles from './FileInput.module.css'

/**
 * The browser’s way to choose a file, unseen over all of the element that it stands in, whose position is
 * relative. That element shows the focus: `:has(input:focus-visible)`.
 */
export function FileInput({
  onFile,
  ...props
}: Pick<ComponentProps<'input'>, 'accept' | 'aria-describedby' | 'id'> & {
  /** Until it is through with the file, the same one cannot be chosen again. */
  onFile(file: File): Promise<void>
}): ReactNode {
  return (
    <input
      type="file"
      {...props}
      className={styles.input}
      onChange={(event) => {
        const input = event.currentTarget
        const [file] = input.files ?? []
        if (!file) return
        void onFile(file).then(() => {
          // So that the same file can be chosen again once it was mended.
          input.value = ''
        })
      }}
    />
  )
}
