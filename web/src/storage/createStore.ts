import type { Backend } from './indexedDb.ts'
import { indexedDb } from './indexedDb.ts'
import { StorageError } from './StorageError.ts'
import type { Store } from './Store.ts'

/**
 * Makes a store of the browser's own, which outlives the page. Values are plain data; bigints and bytes are kept as they are.
 *
 * Nothing is asked of the browser until the store is used: where it forbids storage, each use throws a `StorageError`.
 *
 * @param name - The same in every tab, and of no other store.
 *
 * @example
 * const letters = createStore<OwnLetter>('letters')
 */
export function createStore<value>(
  name: string,
  backend: Backend<value> = indexedDb(name),
): Store<value> {
  const listeners = new Set<(key: string) => void>()
  const tabs = channelOf(`pennypost.${name}`)
  const tell = (key: string) => {
    for (const listener of listeners) listener(key)
  }
  const changed = (key: string) => {
    tell(key)
    tabs?.postMessage(key)
  }
  tabs?.addEventListener('message', ({ data }) => tell(String(data)))

  return {
    get: (key) => told(backend.get(key)),
    async set(key, value) {
      await told(backend.set(key, value))
      changed(key)
    },
    async delete(key) {
      await told(backend.delete(key))
      changed(key)
    },
    async entries(prefix = '') {
      const all = await told(backend.entries())
      return all.filter(([key]) => key.startsWith(prefix))
    },
    async update(key, change) {
      let isChanged = false
      const kept = await told(
        backend.update(key, (before) => {
          const after = change(before)
          isChanged = after !== undefined && after !== before
          return after ?? before
        }),
      )
      if (isChanged) changed(key)
      return kept
    },
    watch(onChange) {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
  }
}

async function told<result>(asked: Promise<result>): Promise<result> {
  try {
    return await asked
  } catch (error) {
    throw error instanceof StorageError ? error : new StorageError(error)
  }
}

function channelOf(name: string): BroadcastChannel | undefined {
  try {
    const channel = new BroadcastChannel(name)
    // In Node a channel that is open would keep the process running.
    const { unref } = channel as { unref?: () => void }
    unref?.call(channel)
    return channel
  } catch {
    return undefined
  }
}
