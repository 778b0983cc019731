import { useCallback, useState, useTransition } from 'react'

/** How something stands that is fetched when it is first opened, such as a dialog. */
export type LazyOpen = {
  isOpen: boolean
  /** Whether it was opened before: until then there is nothing to render. */
  wasOpened: boolean
  /** It is being fetched: what was pressed is busy, and has the focus still. */
  isFetching: boolean
  open(): void
  close(): void
}

/**
 * Opens a `lazyPart` once it is fetched, and leaves the page as it is until then.
 *
 * The part has no `Suspense` of its own: with one, its fallback would be shown at once.
 *
 * @example
 * const Confirm = lazyPart(() => import('../../ui/Confirm.tsx').then((part) => part.Confirm))
 * …
 * <Button busy={isFetching} onClick={open}>Revoke</Button>
 * {wasOpened && <Confirm open={isOpen} onClose={close} title="Revoke it?" confirm={…} />}
 */
export function useLazyOpen(): LazyOpen {
  const [isOpen, setOpen] = useState<boolean>()
  const [isFetching, startFetching] = useTransition()
  const open = useCallback(() => startFetching(() => setOpen(true)), [])
  const close = useCallback(() => setOpen(false), [])
  return { isOpen: isOpen === true, wasOpened: isOpen !== undefined, isFetching, open, close }
}
