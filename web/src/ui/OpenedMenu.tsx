import { Menu as Base } from '@base-ui/react/menu'
import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import styles from './Menu.module.css'
import type { MenuProps } from './Menu.tsx'

/** A menu, open when it is first seen; see {@link Menu}. */
export function OpenedMenu({ label, items, busy }: MenuProps): ReactNode {
  return (
    <Base.Root modal={false} defaultOpen>
      <Base.Trigger render={<Button size="small" busy={busy} />}>
        {label}
        <Icon name="chevron-down" />
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
