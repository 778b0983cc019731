import type { ReactNode } from 'react'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Confirm } from '../../ui/Confirm.tsx'

/** Begins another letter with the same text; where this one may be paid, after a word on what that means. */
export function WriteAnew({
  isUnsure,
  onConfirm,
}: {
  isUnsure: boolean
  onConfirm(): void
}): ReactNode {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="small" kind="quiet" onClick={() => (isUnsure ? setOpen(true) : onConfirm())}>
        Write it anew
      </Button>
      <Confirm
        open={isOpen}
        onClose={() => setOpen(false)}
        title="Write it anew?"
        cancel="Stay with this letter"
        confirm={
          <Button
            kind="danger"
            onClick={() => {
              setOpen(false)
              onConfirm()
            }}
          >
            Write it anew
          </Button>
        }
      >
        The text goes back into the form, and becomes another letter with postage of its own. If the
        payment for this one still comes, both are paid: this one is then handed over too. Refuse it
        in your wallet first if it still asks.
      </Confirm>
    </>
  )
}
