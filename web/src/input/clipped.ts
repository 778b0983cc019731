/** What a stranger wrote, short and in one line. */
export function clipped(text: string): string {
  const plain = text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain
}
