/** Of each of the two halves. */
const mostKept = 1 << 17

/**
 * Gives equal texts the same value, made once, so that rows share it. Bounded: what nobody has asked for while one half was filled is
 * forgotten, and made anew for later rows.
 */
export function createPool<T>(make: (text: string) => T): (text: string) => T {
  let newer = new Map<string, T>()
  let older = new Map<string, T>()
  return (text) => {
    const known = newer.get(text)
    if (known !== undefined) return known
    const value = older.get(text) ?? make(text)
    if (newer.size >= mostKept) [newer, older] = [new Map(), newer]
    newer.set(text, value)
    return value
  }
}
