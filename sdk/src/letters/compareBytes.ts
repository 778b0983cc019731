/** Below 0, 0 or above 0, as `a` comes before `b`, equals it or comes after it. Of what is public: it takes as long as they agree. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (const [i, byte] of a.entries()) {
    const difference = byte - (b[i] ?? -1)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}
