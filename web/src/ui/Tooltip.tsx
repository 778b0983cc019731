import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'
import { useId, useState } from 'react'
import styles from './Tooltip.module.css'

/**
 * Says more about what is under the pointer, has the focus, or was tapped.
 *
 * Nothing may stand only here that one needs: it is for the exact form of what is there already.
 */
export function Tooltip({
  content,
  children,
}: {
  content: ReactNode
  /** One element that can have the focus and takes a `ref`. */
  children: ReactElement
}): ReactNode {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  return (
    <Base.Root open={isOpen} onOpenChange={setOpen}>
      <Base.Trigger
        delay={350}
        closeOnClick={false}
        render={children}
        aria-describedby={isOpen ? id : undefined}
        onClick={() => setOpen(true)}
      />
      <Base.Portal>
        <Base.Positioner sideOffset={6} collisionPadding={8}>
          <Base.Popup id={id} role="tooltip" className={styles.popup}>
            {content}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
