/**
 * A text that anyone may have written, without what would move the cursor, colour the terminal, turn the reading direction or begin a line.
 */
export function printable(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '?')
}

/** Marks of colour, as `createStyle` makes them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
const colour = /(\u001b\[[0-9]{1,2}m)/

/**
 * A whole text of this program as it goes to a terminal. Whoever wrote a part of it that was not brought into form before cannot steer the
 * terminal either. Lines, tabs, colours and what joins letters stay.
 */
export function terminalSafe(text: string): string {
  const parts = text.split(colour)
  return parts.map((part, place) => (place % 2 === 1 ? part : withoutSigns(part))).join('')
}

function withoutSigns(text: string): string {
  return text.replaceAll(/[^\n\t\u200c\u200d]+/g, (part) => printable(part))
}
