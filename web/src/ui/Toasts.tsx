import { Toast } from '@base-ui/react/toast'
import type { ReactNode } from 'react'
import cross from './Cross.module.css'
import { classes } from './classes.ts'
import { Icon } from './Icon.tsx'
import styles from './Toasts.module.css'
import { toastManager } from './toastManager.ts'

function ToastList(): ReactNode {
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => {
    const isBad = toast.type === 'bad'
    return (
      <Toast.Root
        key={toast.id}
        toast={toast}
        swipeDirection={['up', 'right']}
        // By itself it is a dialog, which it is not: nothing in it waits for an answer.
        {...{ role: isBad ? 'alert' : 'status', 'aria-modal': undefined }}
        className={classes(styles.toast, isBad && styles.bad)}
      >
        <Toast.Content className={styles.content}>
          <Icon name={isBad ? 'warning' : 'check'} />
          <Toast.Description className={styles.words} />
          {/* By itself it is hidden until the toasts are pointed at; all of them are seen here. */}
          <Toast.Close
            className={classes(cross.cross, styles.close)}
            aria-label="Dismiss"
            aria-hidden={undefined}
          >
            <Icon name="close" />
          </Toast.Close>
        </Toast.Content>
      </Toast.Root>
    )
  })
}

/** Where the toasts of `useToast` are seen; once in the site. */
export function Toasts({ children }: { children?: ReactNode }): ReactNode {
  return (
    <Toast.Provider toastManager={toastManager} limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles.viewport}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}
