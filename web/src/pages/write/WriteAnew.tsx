import type { ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { useLazyOpen } from '../../ui/useLazyOpen.ts'

/** Fetched when it is first opened. */
const Confirm = lazyPart(() => import('../../ui/Confirm.tsx').then((part) => part.Confirm))

/** Begins another letter with the same text; where this one may be paid, after a word on what that means. */
export function WriteAnew({
  isUnsure,
  onConfirm,
}: {
  isUnsure: boolean
  onConfirm(): void
}): ReactNode {
  const { isOpen, wasOpened, isFetching, open, close } = useLazyOpen()
  return (
    <>
      <Button
        size="small"
        kind="quiet"
        busy={isFetching}
        onClick={() => (isUnsure ? open() : onConfirm())}
      >
        Write it anew
      </Button>
      {wasOpened && (
        <Confirm
          open={isOpen}
          onClose={close}
          title="Write it anew?"
          cancel="Stay with this letter"
          confirm={
            <Button
              kind="danger"
              onClick={() => {
                close()
                onConfirm()
              }}
            >
              Write it anew
            </Button>
          }
        >
          The text goes back into the form, and becomes another letter with postage of its own. If
          the payment for this one still comes, both are paid: this one is then handed over too.
          Refuse it in your wallet first if it still asks.
        </Confirm>
      )}
    </>
  )
}
