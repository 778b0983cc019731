const most = 160

/** The beginning of a letter in one line, for a list. */
export function snippetOf(content: string): string {
  const line = content
    .slice(0, 4 * most)
    .replace(/\s+/gu, ' ')
    .trim()
  if (line === '') return 'An empty letter'
  const letters = [...line]
  return letters.length <= most ? line : `${letters.slice(0, most - 1).join('')}…`
}
