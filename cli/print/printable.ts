/** A text that anyone may have written, without what would move the cursor, colour the terminal or turn the reading direction. */
export function printable(text: string): string {
  return text.replaceAll(/\p{C}/gu, '?')
}
