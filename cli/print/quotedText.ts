/** Stands before each line, so that nothing in what somebody wrote looks like what is said of it. */
const mark = '│ '

/** Columns of a tab, and of what may be a wide sign. */
const [tab, wide] = [8, 2]

/**
 * A text of somebody else, each line with a mark before it. Lines that a terminal would break are broken here: what it puts on the next line
 * would have no mark.
 *
 * @param text - Of lines that are safe to print.
 * @param columns - Of the terminal; undefined: there is none.
 */
export function quotedText(
  text: string,
  columns: number | undefined = process.stdout.columns,
): string {
  const room = columns ? Math.max(columns - mark.length, 1) : Number.POSITIVE_INFINITY
  const lines = text.split('\n').flatMap((line) => broken(line, room))
  return lines.map((line) => `${mark}${line}`.trimEnd()).join('\n')
}

function broken(line: string, room: number): string[] {
  const parts = ['']
  let used = 0
  for (const sign of line) {
    used += widthOf(sign)
    if (used > room) {
      parts.push('')
      used = widthOf(sign)
    }
    parts.push(`${parts.pop()}${sign}`)
  }
  return parts
}

/** At most so many columns. */
function widthOf(sign: string): number {
  if (sign === '\t') return tab
  return sign > '\u024f' ? wide : 1
}
