import { useEffect, useState } from 'react'
import type { Store } from './Store.ts'

/** What a store has, as it changes; undefined until it is read, or where it cannot be: `problem` says why. */
export type Entries<value> = {
  entries: readonly (readonly [key: string, value: value])[] | undefined
  problem: Error | undefined
}

/**
 * The entries of a store whose key begins so, live across tabs.
 *
 * @param prefix - Undefined: nothing is read.
 */
export function useEntries<value>(
  store: Store<value>,
  prefix: string | undefined = '',
): Entries<value> {
  const [read, setRead] = useState<{ prefix: string } & Entries<value>>()
  useEffect(() => {
    let isOver = false
    const load = async () => {
      const result = await store.entries(prefix).then(
        (entries) => ({ entries, problem: undefined }),
        (problem: Error) => ({ entries: undefined, problem }),
      )
      if (!isOver) setRead({ prefix, ...result })
    }
    void load()
    const unwatch = store.watch((key) => {
      if (key.startsWith(prefix)) void load()
    })
    return () => {
      isOver = true
      unwatch()
    }
  }, [store, prefix])
  return read?.prefix === prefix ? read : nothing
}

const nothing = { entries: undefined, problem: undefined }
