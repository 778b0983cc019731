/** Drops the oldest entries of a map or set, as they were put in, until there are `most` at most. */
export function keepNewest<key>(
  entries: { size: number; keys(): Iterable<key>; delete(key: key): boolean },
  most: number,
): void {
  for (const oldest of entries.keys()) {
    if (entries.size <= most) return
    entries.delete(oldest)
  }
}
