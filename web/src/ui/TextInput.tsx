import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './Field.module.css'
import { useFieldProps } from './useFieldProps.ts'

export type TextInputProps = Omit<
  ComponentProps<'input'>,
  'className' | 'style' | 'value' | 'onChange'
> & {
  value: string
  onChange(value: string): void
  /** What stands behind it: a symbol, a word or a small button. */
  unit?: ReactNode
  /** Of an address or an id. */
  isMono?: boolean | undefined
}

/** One line of text. Within a `Field`, or with an `aria-label`. */
export function TextInput({
  value,
  onChange,
  unit,
  isMono = false,
  ...props
}: TextInputProps): ReactNode {
  const field = useFieldProps(props)
  return (
    <span className={styles.control}>
      <input
        autoComplete="off"
        {...(isMono && { spellCheck: false, autoCapitalize: 'none', autoCorrect: 'off' })}
        {...props}
        {...field}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={classes(
          styles.well,
          styles.input,
          isMono && styles.mono,
          unit !== undefined && styles.hasUnit,
        )}
      />
      {unit !== undefined && <span className={styles.unit}>{unit}</span>}
    </span>
  )
}
