/** Notes that are written down together where they come faster than that goes. */
export type Notes<note> = {
  add(key: number, note: note): void
  /** Waits until all are written. @throws What writing failed with. */
  written(): Promise<void>
}

/** Writes notes at once, and those that come while one is written together. @param write - Awaited before it is called again. */
export function createNotes<note>(
  write: (notes: ReadonlyMap<number, note>) => Promise<void>,
): Notes<note> {
  let open = new Map<number, note>()
  let writing: Promise<void> | undefined
  const failures: unknown[] = []
  const writeAll = async () => {
    while (open.size > 0) {
      const noted = open
      open = new Map()
      await write(noted)
    }
  }
  return {
    add(key, note) {
      open.set(key, note)
      if (writing) return
      // What goes wrong is told to whoever awaits the end, however long before that it was.
      writing = writeAll()
        .catch((error: unknown) => void failures.push(error))
        .finally(() => {
          writing = undefined
        })
    },
    async written() {
      await writing
      await writeAll()
      if (failures.length > 0) throw failures[0]
    },
  }
}
