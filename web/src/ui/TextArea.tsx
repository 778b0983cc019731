import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './Field.module.css'
import { useFieldProps } from './useFieldProps.ts'

/** Several lines of text. Within a `Field`, or with an `aria-label`. */
export function TextArea({
  value,
  onChange,
  isMono = false,
  ...props
}: Omit<ComponentProps<'textarea'>, 'className' | 'style' | 'value' | 'onChange'> & {
  value: string
  onChange(value: string): void
  isMono?: boolean | undefined
}): ReactNode {
  const field = useFieldProps(props)
  return (
    <span className={styles.control}>
      <textarea
        rows={6}
        {...props}
        {...field}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={classes(styles.well, styles.input, styles.area, isMono && styles.mono)}
      />
    </span>
  )
}
