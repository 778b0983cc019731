import { EventEmitter } from 'node:events'
import type { Sql } from 'postgres'

/** Tells when an inbox may have another letter, whichever process took it in. */
export type Bell = {
  /** Calls until the signal aborts. */
  onRing(inboxId: string, listener: () => void, signal: AbortSignal): void
}

export async function openBell(sql: Sql): Promise<Bell> {
  const rings = new EventEmitter().setMaxListeners(0)
  // After a break of the connection something may have been missed: everybody looks.
  const all = () => {
    for (const inboxId of rings.eventNames()) rings.emit(inboxId)
  }
  await sql.listen('relay_letter', (inboxId) => void rings.emit(inboxId), all)
  return {
    onRing(inboxId, listener, signal) {
      rings.on(inboxId, listener)
      signal.addEventListener('abort', () => rings.off(inboxId, listener), { once: true })
    },
  }
}
