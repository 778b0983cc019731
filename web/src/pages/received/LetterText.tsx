import type { ReactNode } from 'react'
import styles from './LetterText.module.css'
import type { LetterState } from './letterState.ts'

/** What a letter says, or why it cannot be read here. */
export function LetterText({ state }: { state: LetterState }): ReactNode {
  if (state.content === undefined)
    return <p className={styles.problem}>{state.problem ?? state.line}</p>
  return (
    <blockquote dir="auto" className={styles.text}>
      {state.content || 'An empty letter.'}
    </blockquote>
  )
}
