import type { ReactNode } from 'react'
import { useId } from 'react'
import { classes } from '../../ui/classes.ts'
import { Icon } from '../../ui/Icon.tsx'
import styles from './LetterRow.module.css'
import type { RowFacts } from './RowFacts.ts'
import { WriterName } from './WriterName.tsx'

/** A letter or a stake in a list: one line that opens. */
export function LetterRow({
  row,
  lead,
  mark,
  reason,
  isQuiet = false,
  amount,
  note,
  quick,
  below,
  children,
}: {
  row: RowFacts
  /** Before the line, as a checkbox. */
  lead?: ReactNode
  /** Behind who wrote. */
  mark?: ReactNode
  /** Why something cannot be done with it, in a few words. */
  reason?: string | undefined
  /** Nothing more is to be done with it. */
  isQuiet?: boolean | undefined
  amount?: ReactNode
  /** Time left, or what came of it. */
  note: ReactNode
  /** What can be done at once; on a phone only where it is open. */
  quick?: ReactNode
  /** What has to be seen though it is closed. */
  below?: ReactNode
  /** All of it. */
  children: ReactNode
}): ReactNode {
  const id = useId()
  const { isOpen, onToggle, isUnread, writer, facts, letter } = row
  return (
    <li className={classes(styles.row, isQuiet && styles.quiet)}>
      <div className={styles.head}>
        {lead}
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          className={styles.summary}
          onClick={onToggle}
        >
          <span className={classes(styles.mark, isOpen && styles.isOpen)}>
            <Icon name="chevron-right" />
          </span>
          <span className={styles.words}>
            <span className={classes(styles.who, isUnread && styles.unread)}>
              <WriterName writer={writer} facts={facts} />
              {mark}
            </span>
            <span className={styles.line}>{letter.line}</span>
            {reason && <span className={styles.reason}>{reason}</span>}
          </span>
          <span className={styles.figures}>
            {amount && <span className={styles.amount}>{amount}</span>}
            <span className={styles.note}>{note}</span>
          </span>
        </button>
        {quick && !isOpen && <div className={styles.actions}>{quick}</div>}
      </div>
      {below}
      {isOpen && (
        <div id={id} className={styles.panel}>
          {children}
        </div>
      )}
    </li>
  )
}
