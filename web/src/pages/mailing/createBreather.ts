/** Milliseconds that work may keep the page from answering. */
const mostBusy = 12

/** Lets the page answer whenever work has kept it from that for a while: to be awaited between parts of long work. */
export function createBreather(signal?: AbortSignal): () => Promise<void> {
  let since = performance.now()
  return async () => {
    signal?.throwIfAborted()
    if (performance.now() - since < mostBusy) return
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        port1.close()
        resolve()
      }
      port2.postMessage(undefined)
    })
    since = performance.now()
  }
}
