import { printable } from '../print/printable.ts'

/**
 * The text of a letter as a terminal may show it: lines, tabs and what joins letters stay, whatever else would steer the terminal or the
 * reading direction becomes `?`.
 */
export function shownText(text: string): { shown: string; isWhole: boolean } {
  const lines = text.replaceAll('\r\n', '\n')
  const shown = lines.replaceAll(/[^\n\t\u200c\u200d]+/g, (part) => printable(part))
  return { shown, isWhole: shown === lines }
}
