import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import type { ReactNode } from 'react'
import { useId } from 'react'
import styles from './RadioCards.module.css'

/** One of a few, each with a sentence that says what it means. */
export function RadioCards<value extends string>({
  legend,
  value,
  onChange,
  options,
  disabled = false,
}: {
  legend: ReactNode
  value: value | undefined
  onChange(value: value): void
  options: readonly { value: value; label: ReactNode; hint?: ReactNode; disabled?: boolean }[]
  disabled?: boolean | undefined
}): ReactNode {
  const id = useId()
  return (
    <div className={styles.group}>
      <div id={id} className={styles.legend}>
        {legend}
      </div>
      <RadioGroup
        aria-labelledby={id}
        value={value ?? ''}
        onValueChange={(chosen) => {
          const option = options.find((one) => one.value === chosen)
          if (option) onChange(option.value)
        }}
        disabled={disabled}
        className={styles.cards}
      >
        {options.map((option, index) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the radio within is a button with a hidden input.
          <label key={option.value} className={styles.card}>
            <Radio.Root
              value={option.value}
              disabled={option.disabled}
              className={styles.radio}
              aria-labelledby={`${id}label${index}`}
              aria-describedby={option.hint ? `${id}hint${index}` : undefined}
            >
              <Radio.Indicator className={styles.dot} />
            </Radio.Root>
            <span className={styles.words}>
              <span id={`${id}label${index}`} className={styles.label}>
                {option.label}
              </span>
              {option.hint && (
                <span id={`${id}hint${index}`} className={styles.hint}>
                  {option.hint}
                </span>
              )}
            </span>
          </label>
        ))}
      </RadioGroup>
    </div>
  )
}
