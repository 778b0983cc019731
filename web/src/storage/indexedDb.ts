import type { UseStore } from 'idb-keyval'
import { createStore, del, entries, get, promisifyRequest, set } from 'idb-keyval'

/** What a store keeps its values in. */
export type Backend<value> = {
  get(key: string): Promise<value | undefined>
  set(key: string, value: value): Promise<void>
  delete(key: string): Promise<void>
  entries(): Promise<readonly (readonly [key: string, value: value])[]>
  /** In one transaction; an undefined result is not kept. Gives what `change` gave. */
  update(
    key: string,
    change: (value: value | undefined) => value | undefined,
  ): Promise<value | undefined>
}

/** A database of the browser's, one for each name, which is opened by the first use. */
export function indexedDb<value>(name: string): Backend<value> {
  let opened: UseStore | undefined
  const database = () => {
    opened ??= createStore(`pennypost.${name}`, 'entries')
    return opened
  }
  // Async, so that a browser that throws at once is an answer like any other.
  return {
    get: async (key) => await get<value>(key, database()),
    set: async (key, value) => await set(key, value, database()),
    delete: async (key) => await del(key, database()),
    entries: async () => await entries<string, value>(database()),
    update: async (key, change) =>
      await database()('readwrite', async (store) => {
        // One request after the other within the transaction, which stays open until the last is answered.
        const before = await promisifyRequest<value | undefined>(store.get(key))
        const after = change(before)
        if (after !== undefined) await promisifyRequest(store.put(after, key))
        return after
      }),
  }
}
