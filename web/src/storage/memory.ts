import type { Backend } from './indexedDb.ts'

/** Keeps values for as long as the page lives. */
export function memory<value>(): Backend<value> {
  const values = new Map<string, value>()
  return {
    get: (key) => Promise.resolve(values.get(key)),
    set(key, value) {
      values.set(key, value)
      return Promise.resolve()
    },
    delete(key) {
      values.delete(key)
      return Promise.resolve()
    },
    entries: () => Promise.resolve([...values]),
    update(key, change) {
      const after = change(values.get(key))
      if (after !== undefined) values.set(key, after)
      return Promise.resolve(after)
    },
  }
}
