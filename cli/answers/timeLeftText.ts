const units = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const

/** A span of time as one looks at a clock, in the two largest units that it fills, never more than there is: `2 d 3 h`. */
export function timeLeftText(seconds: number): string {
  let rest = Math.max(0, Math.floor(seconds))
  const first = units.findIndex(([, length]) => rest >= length)
  if (first === -1) return '0 s'
  const parts: string[] = []
  for (const [unit, length] of units.slice(first, first + 2)) {
    const count = Math.floor(rest / length)
    rest -= count * length
    if (count > 0) parts.push(`${count} ${unit}`)
  }
  return parts.join(' ')
}
