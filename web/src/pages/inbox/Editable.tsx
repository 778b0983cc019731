import type { ReactNode } from 'react'
import { useEffect, useId, useRef } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Row } from '../../ui/Row.tsx'
import { useLazyOpen } from '../../ui/useLazyOpen.ts'
import styles from './Editable.module.css'

/**
 * A button that turns into a form where it stands, once that is fetched, and comes back when it is closed. The focus goes along.
 */
export function Editable({
  label,
  refusal,
  children,
}: {
  /** On the button; names the form too. */
  label: string
  /** Why this wallet may not: the button is there all the same, and says so. */
  refusal?: string | undefined
  children(close: () => void): ReactNode
}): ReactNode {
  const id = useId()
  const { isOpen, wasOpened, isFetching, open, close } = useLazyOpen()
  const form = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!wasOpened) return
    if (isOpen) firstControl(form.current)?.focus()
    else button.current?.focus()
  }, [isOpen, wasOpened])
  if (isOpen && refusal === undefined) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset draws its name, which the button had.
      <div ref={form} role="group" aria-label={label} tabIndex={-1} className={styles.form}>
        {children(close)}
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
        busy={isFetching}
        onClick={open}
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
