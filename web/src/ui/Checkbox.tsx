import { Checkbox as Base } from '@base-ui/react/checkbox'
import type { ReactNode } from 'react'
import { useId } from 'react'
import styles from './Checkbox.module.css'
import { Icon } from './Icon.tsx'
import hidden from './VisuallyHidden.module.css'

/** Something that is so or not, and counts once the form is sent. */
export function Checkbox({
  label,
  checked,
  onChange,
  hint,
  isPartly = false,
  isLabelHidden = false,
  disabled = false,
}: {
  label: ReactNode
  checked: boolean
  onChange(checked: boolean): void
  hint?: ReactNode
  /** Some of what it stands for: of a checkbox over a list. */
  isPartly?: boolean | undefined
  isLabelHidden?: boolean | undefined
  disabled?: boolean | undefined
}): ReactNode {
  const id = useId()
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox within is a button with a hidden input.
    <label className={styles.choice}>
      <Base.Root
        checked={checked}
        indeterminate={isPartly}
        onCheckedChange={onChange}
        disabled={disabled}
        className={styles.box}
        aria-labelledby={`${id}label`}
        aria-describedby={hint ? `${id}hint` : undefined}
      >
        <Base.Indicator className={styles.indicator}>
          <Icon name={isPartly ? 'minus' : 'check'} />
        </Base.Indicator>
      </Base.Root>
      <span className={isLabelHidden ? hidden.hidden : styles.words}>
        <span id={`${id}label`}>{label}</span>
        {hint && (
          <span id={`${id}hint`} className={styles.hint}>
            {hint}
          </span>
        )}
      </span>
    </label>
  )
}
