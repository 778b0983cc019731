import type { ComponentType, ReactNode } from 'react'
import { lazy } from 'react'
import { Button } from './Button.tsx'
import { Notice } from './Notice.tsx'

/**
 * A part of a page that is fetched when it is first rendered; until then it suspends. Where it cannot be fetched, a notice in its place
 * says so: the rest of the page stays, and what was typed into it.
 *
 * @example
 * const Confirm = lazyPart(() => import('./Confirm.tsx').then((part) => part.Confirm))
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const part = lazy(async () => ({ default: await load().catch(() => NotFetched) }))
  return part as ComponentType<Props>
}

/** Browsers keep that a module did not come: only the page as a whole can ask for it once more. */
function NotFetched(): ReactNode {
  return (
    <Notice
      tone="bad"
      title="This part of the page did not come"
      action={
        <Button size="small" onClick={() => location.reload()}>
          Load the page again
        </Button>
      }
    >
      The connection may be gone, or the page has a newer version.
    </Notice>
  )
}
