import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import styles from './Button.module.css'
import { classes } from './classes.ts'
import { Spinner } from './Spinner.tsx'

export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger'

export type ButtonProps = Omit<ComponentProps<'button'>, 'className'> & {
  /** What it weighs on the page; at most one `primary` at a time. */
  kind?: ButtonKind | undefined
  size?: 'small' | 'normal' | undefined
  /** Something is under way: it keeps the focus and its width, and does nothing. */
  busy?: boolean | undefined
}

/** A button. It is `type="button"` unless told otherwise. */
export function Button({
  kind = 'secondary',
  size = 'normal',
  busy = false,
  children,
  onClick,
  ...props
}: ButtonProps): ReactNode {
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault()
    else onClick?.(event)
  }
  return (
    <button
      type="button"
      {...props}
      aria-disabled={busy || props['aria-disabled']}
      aria-busy={busy || undefined}
      className={classes(styles.button, styles[kind], styles[size])}
      onClick={press}
    >
      <span className={styles.content}>{children}</span>
      {busy && <Spinner />}
    </button>
  )
}
