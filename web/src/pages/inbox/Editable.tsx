import type { ReactNode } from 'react'
import { useCallback, useEffect, useId, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Row } from '../../ui/Row.tsx'
import styles from './Editable.module.css'

/**
 * A button that turns into a form where it stands, and comes back when that is closed. The focus goes along.
 */
export function Editable({
  label,
  refusal,
  startsOpen = false,
  children,
}: {
  /** On the button; names the form too. */
  label: string
  /** Why this wallet may not: the button is there all the same, and says so. */
  refusal?: string | undefined
  startsOpen?: boolean | undefined
  children(close: () => void): ReactNode
}): ReactNode {
  const id = useId()
  const [isOpen, setOpen] = useState(startsOpen)
  const form = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const moved = useRef(false)
  useEffect(() => {
    if (!moved.current) return
    if (isOpen) firstControl(form.current)?.focus()
    else button.current?.focus()
  }, [isOpen])
  const set = useCallback((isOpen: boolean) => {
    moved.current = true
    setOpen(isOpen)
  }, [])
  if (isOpen && refusal === undefined) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset draws its name, which the button had.
      <div ref={form} role="group" aria-label={label} tabIndex={-1} className={styles.form}>
        {children(() => set(false))}
      </div>
    )
  }
  return (
    <Row>
      <Button
        ref={button}
        size="small"
        disabled={refusal !== undefined}
        aria-describedby={refusal === undefined ? undefined : id}
        onClick={() => set(true)}
      >
        {label}
      </Button>
      {refusal !== undefined && (
        <span id={id} className={styles.reason}>
          {refusal}
        </span>
      )}
    </Row>
  )
}

function firstControl(within: HTMLElement | null): HTMLElement | null {
  const control = 'input:checked, input:not([type=radio]), select, textarea, button'
  return within?.querySelector<HTMLElement>(control) ?? within
}
