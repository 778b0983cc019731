/**
 * An error with all that it was caused by, the error itself first.
 *
 * Wallets put what happened in `cause`, `error`, `data.originalError` or `data.cause`, some of them in circles.
 */
export function causesOf(error: unknown): readonly object[] {
  const found = new Set<object>()
  const open: unknown[] = [error]
  while (open.length > 0 && found.size < 50) {
    const next = open.shift()
    if (typeof next !== 'object' || next === null || found.has(next)) continue
    found.add(next)
    const { cause, error: inner, data } = next as Record<string, unknown>
    open.push(cause, inner)
    if (typeof data === 'object' && data !== null) {
      const { originalError, cause: deeper } = data as Record<string, unknown>
      open.push(originalError, deeper)
    }
  }
  return [...found]
}
