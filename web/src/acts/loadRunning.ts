/** Fetches what an act needs once it begins. @throws It cannot be fetched; nothing was asked of the wallet. */
export function loadRunning(): Promise<typeof import('./running.ts')> {
  return import('./running.ts')
}

/** Fetches it when there is nothing else to do, so that a click need not wait for it. */
export function preloadRunning(): void {
  const load = () => void loadRunning().catch(() => undefined)
  // Not every browser says when it is idle.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(load)
  else setTimeout(load, 500)
}
