import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import cross from './Cross.module.css'
import { classes } from './classes.ts'
import styles from './Dialog.module.css'
import { Icon } from './Icon.tsx'

/** Something to be done before going on. Escape, the cross and the veil close it; the focus goes back to where it was. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  children,
  footer,
}: {
  open: boolean
  onClose(): void
  title: ReactNode
  description?: ReactNode
  children?: ReactNode
  /** Buttons; the last one is what the dialog is for. */
  footer?: ReactNode
}): ReactNode {
  return (
    <Base.Root
      open={open}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={styles.veil} />
        <Base.Viewport className={styles.viewport}>
          <Base.Popup className={styles.popup}>
            <div className={styles.header}>
              <Base.Title className={styles.title}>{title}</Base.Title>
              <Base.Close className={classes(cross.cross, styles.close)} aria-label="Close">
                <Icon name="close" />
              </Base.Close>
            </div>
            {description && (
              <Base.Description className={styles.description}>{description}</Base.Description>
            )}
            {children && <div className={styles.body}>{children}</div>}
            {footer && <div className={styles.footer}>{footer}</div>}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}
