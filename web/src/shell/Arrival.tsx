import type { RefObject } from 'react'
import { useEffect } from 'react'

/**
 * Beside a page, inside of what waits for it: when it is there in place of another, the page is scrolled to its beginning and
 * its heading gets the focus, as if it had been loaded.
 *
 * @param shown - Path of the page that was shown last.
 */
export function Arrival({ path, shown }: { path: string; shown: RefObject<string> }): null {
  useEffect(() => {
    if (shown.current === path) return
    shown.current = path
    const main = document.getElementById('main')
    const heading = main?.querySelector<HTMLElement>('h1[tabindex]') ?? main
    heading?.focus({ preventScroll: true })
    scrollTo(0, 0)
  }, [path, shown])
  return null
}
