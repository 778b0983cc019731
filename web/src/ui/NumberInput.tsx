import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './Field.module.css'
import { useFieldProps } from './useFieldProps.ts'

export type NumberInputProps = Omit<
  ComponentProps<'input'>,
  'className' | 'style' | 'type' | 'value' | 'onChange'
> & {
  /** As typed: an amount of 18 decimals fits into no `number`. */
  value: string
  onChange(value: string): void
  /** The symbol or unit that stands behind it. */
  unit?: ReactNode
  /** No decimals: a phone shows only digits. */
  isWhole?: boolean | undefined
}

/**
 * An amount or a count as text with a number's keyboard: no wheel or arrow changes money by accident.
 *
 * It refuses nothing; what was typed is parsed, and told about by the field's `error`.
 */
export function NumberInput({
  value,
  onChange,
  unit,
  isWhole = false,
  ...props
}: NumberInputProps): ReactNode {
  const field = useFieldProps(props)
  return (
    <span className={styles.control}>
      <input
        autoComplete="off"
        spellCheck={false}
        {...props}
        {...field}
        type="text"
        inputMode={isWhole ? 'numeric' : 'decimal'}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={classes(
          styles.well,
          styles.input,
          styles.number,
          unit !== undefined && styles.hasUnit,
        )}
      />
      {unit !== undefined && <span className={styles.unit}>{unit}</span>}
    </span>
  )
}
