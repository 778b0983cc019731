import type { ReactNode } from 'react'
import styles from './LetterText.module.css'

/** What a letter says, as it was written: as text and nothing else. */
export function LetterText({ text }: { text: string }): ReactNode {
  return <blockquote className={styles.text}>{text}</blockquote>
}
