import { AlertDialog } from '@base-ui/react/alert-dialog'
import type { ReactNode } from 'react'
import { useRef } from 'react'
import { Button } from './Button.tsx'
import styles from './Dialog.module.css'

/** Asks once more before something that cannot be taken back. The focus starts on the way out. */
export function Confirm({
  open,
  onClose,
  title,
  children,
  confirm,
  cancel = 'Cancel',
}: {
  open: boolean
  onClose(): void
  title: ReactNode
  /** What will happen, and what it costs. */
  children?: ReactNode
  /** The button that does it. */
  confirm: ReactNode
  cancel?: string | undefined
}): ReactNode {
  const wayOut = useRef<HTMLButtonElement>(null)
  return (
    <AlertDialog.Root
      open={open}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={styles.veil} />
        <AlertDialog.Viewport className={styles.viewport}>
          <AlertDialog.Popup className={styles.popup} initialFocus={wayOut}>
            <AlertDialog.Title className={styles.title}>{title}</AlertDialog.Title>
            {children && (
              <AlertDialog.Description render={<div />} className={styles.body}>
                {children}
              </AlertDialog.Description>
            )}
            <div className={styles.footer}>
              <Button ref={wayOut} onClick={() => onClose()}>
                {cancel}
              </Button>
              {confirm}
            </div>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
