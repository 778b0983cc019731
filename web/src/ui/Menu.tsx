import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import styles from './Menu.module.css'

export type MenuItem = {
  label: string
  onSelect(): void
  hint?: ReactNode
  /** Takes something away. */
  isDanger?: boolean | undefined
  disabled?: boolean | undefined
}

/** A button that opens a few things to do. */
export function Menu({
  label,
  items,
  trigger,
}: {
  label: ReactNode
  items: readonly MenuItem[]
  /** A button of its own, whose content is `label`. */
  trigger?: ReactElement | undefined
}): ReactNode {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger ?? <Button size="small" />}>
        {label}
        {!trigger && <Icon name="chevron-down" />}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner
          sideOffset={4}
          align="start"
          collisionPadding={8}
          className={styles.positioner}
        >
          <Base.Popup className={styles.popup}>
            {items.map(({ label: words, onSelect, hint, isDanger, disabled }) => (
              <Base.Item
                key={words}
                disabled={disabled}
                onClick={() => onSelect()}
                className={styles.item}
                data-danger={isDanger || undefined}
              >
                <span>{words}</span>
                {hint && <span className={styles.hint}>{hint}</span>}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
