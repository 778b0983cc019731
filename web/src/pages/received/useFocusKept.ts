import type { RefObject } from 'react'
import { useEffect, useLayoutEffect, useRef } from 'react'

const control = '[role="checkbox"]:not([aria-disabled="true"]), button:not(:disabled)'

/**
 * Where a control that has the focus goes, as with a row that is answered, the focus goes to the first control of the row that is in
 * its place then, or to the heading if there is none. Rows are the `li` within.
 *
 * @returns For what is around the heading and the rows. Call it where the rows are rendered.
 */
export function useFocusKept(): RefObject<HTMLDivElement | null> {
  const root = useRef<HTMLDivElement>(null)
  const had = useRef<{ element: Element; place: number }>(undefined)
  useEffect(() => {
    function note({ type, target }: Event) {
      if (!(target instanceof Element)) return
      if (type === 'pointerdown' && had.current?.element.contains(target)) return
      const isWithin = type === 'focusin' && root.current?.contains(target)
      had.current = isWithin ? { element: target, place: placeOf(target, root.current) } : undefined
    }
    document.addEventListener('focusin', note)
    document.addEventListener('pointerdown', note)
    return () => {
      document.removeEventListener('focusin', note)
      document.removeEventListener('pointerdown', note)
    }
  }, [])
  useLayoutEffect(() => {
    if (!had.current) return
    const { element, place } = had.current
    if (element.isConnected && !element.matches(':disabled')) {
      had.current.place = placeOf(element, root.current)
      return
    }
    const active = document.activeElement
    had.current = undefined
    // Somebody has moved it on.
    if (active !== document.body && active !== element) return
    const row = rowsIn(root.current)[Math.max(place, 0)]
    const heading = root.current?.querySelector('h2')
    if (heading) heading.tabIndex = -1
    const next = row?.querySelector<HTMLElement>(control) ?? heading
    next?.focus({ preventScroll: true })
  })
  return root
}

function rowsIn(root: Element | null): readonly Element[] {
  return [...(root?.querySelectorAll('li') ?? [])]
}

/** Of the row, from 0; -1: in none. */
function placeOf(element: Element, root: Element | null): number {
  return rowsIn(root).findIndex((row) => row.contains(element))
}
