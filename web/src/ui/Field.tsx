import type { ReactNode } from 'react'
import { useId, useMemo } from 'react'
import styles from './Field.module.css'
import { fieldContext } from './fieldContext.ts'
import { Icon } from './Icon.tsx'

/**
 * A label, its control, what helps to fill it, and what is wrong with it.
 *
 * The control is a `TextInput`, `TextArea` or `NumberInput` within it, and is tied to them by itself.
 */
export function Field({
  label,
  hint,
  error,
  isOptional = false,
  children,
}: {
  label: ReactNode
  hint?: ReactNode
  /** A specific sentence; announced when it appears. */
  error?: ReactNode
  isOptional?: boolean | undefined
  children?: ReactNode
}): ReactNode {
  const id = useId()
  const hasHint = Boolean(hint)
  const isInvalid = Boolean(error)
  const facts = useMemo(() => {
    const describedBy = [hasHint && `${id}hint`, isInvalid && `${id}error`].filter(Boolean)
    return {
      controlId: `${id}control`,
      describedBy: describedBy.length > 0 ? describedBy.join(' ') : undefined,
      isInvalid,
    }
  }, [id, hasHint, isInvalid])
  return (
    <fieldContext.Provider value={facts}>
      <div className={styles.field}>
        <label htmlFor={facts.controlId} className={styles.label}>
          {label}
          {isOptional && <span className={styles.optional}> (optional)</span>}
        </label>
        {hint && (
          <div id={`${id}hint`} className={styles.hint}>
            {hint}
          </div>
        )}
        {children}
        <div aria-live="polite" className={styles.live}>
          {error && (
            <div id={`${id}error`} className={styles.error}>
              <Icon name="warning" />
              <span>{error}</span>
            </div>
          )}
        </div>
      </div>
    </fieldContext.Provider>
  )
}
