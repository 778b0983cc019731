import { CSPProvider } from '@base-ui/react/csp-provider'
import { Select as Base } from '@base-ui/react/select'
import type { ReactNode } from 'react'
import { useId } from 'react'
import { classes } from './classes.ts'
import field from './Field.module.css'
import { Icon } from './Icon.tsx'
import styles from './Select.module.css'
import hidden from './VisuallyHidden.module.css'

/** One of several, where there are too many for radio cards or they explain themselves. */
export function Select<value extends string>({
  label,
  value,
  onChange,
  options,
  hint,
  error,
  placeholder = 'Choose',
  isLabelHidden = false,
  disabled = false,
}: {
  label: ReactNode
  value: value | undefined
  onChange(value: value): void
  options: readonly { value: value; label: string; hint?: ReactNode }[]
  hint?: ReactNode
  error?: ReactNode
  placeholder?: string | undefined
  isLabelHidden?: boolean | undefined
  disabled?: boolean | undefined
}): ReactNode {
  const id = useId()
  const describedBy = [hint && `${id}hint`, error && `${id}error`].filter(Boolean).join(' ')
  return (
    <CSPProvider disableStyleElements>
      <div className={field.field}>
        <Base.Root
          items={options}
          value={value ?? null}
          onValueChange={(chosen) => {
            if (chosen !== null) onChange(chosen)
          }}
          disabled={disabled}
          modal={false}
        >
          <Base.Label
            className={isLabelHidden ? hidden.hidden : classes(field.label, styles.label)}
          >
            {label}
          </Base.Label>
          {hint && (
            <div id={`${id}hint`} className={field.hint}>
              {hint}
            </div>
          )}
          <Base.Trigger
            className={classes(field.well, styles.trigger)}
            aria-describedby={describedBy || undefined}
            aria-invalid={error ? true : undefined}
          >
            <Base.Value placeholder={placeholder} className={styles.value} />
            <Base.Icon className={styles.icon}>
              <Icon name="chevron-down" />
            </Base.Icon>
          </Base.Trigger>
          <Base.Portal>
            <Base.Positioner
              alignItemWithTrigger={false}
              sideOffset={4}
              collisionPadding={8}
              className={styles.positioner}
            >
              <Base.Popup className={styles.popup}>
                <Base.List className={styles.list}>
                  {options.map((option) => (
                    <Base.Item key={option.value} value={option.value} className={styles.item}>
                      <Base.ItemIndicator className={styles.indicator} keepMounted>
                        <Icon name="check" />
                      </Base.ItemIndicator>
                      <span className={styles.text}>
                        <Base.ItemText>{option.label}</Base.ItemText>
                        {option.hint && <span className={field.hint}>{option.hint}</span>}
                      </span>
                    </Base.Item>
                  ))}
                </Base.List>
              </Base.Popup>
            </Base.Positioner>
          </Base.Portal>
        </Base.Root>
        <div aria-live="polite" className={field.live}>
          {error && (
            <div id={`${id}error`} className={styles.error}>
              {error}
            </div>
          )}
        </div>
      </div>
    </CSPProvider>
  )
}
