import type { RefObject } from 'react'
import { useLayoutEffect, useRef } from 'react'

/** Milliseconds, as long as it takes to see that a row has moved. */
const settling = 400

/**
 * Keeps a click from what has just moved under the pointer: after rows have left a list, it takes none for a moment.
 *
 * @param ids - Of the rows, from above.
 */
export function useSettling(ids: readonly string[]): RefObject<HTMLUListElement | null> {
  const list = useRef<HTMLUListElement>(null)
  const before = useRef(ids)
  useLayoutEffect(() => {
    const present = new Set(ids)
    const hasLeft = before.current.some((id) => !present.has(id))
    before.current = ids
    if (hasLeft) list.current?.animate({ pointerEvents: ['none', 'none'] }, settling)
  }, [ids])
  return list
}
