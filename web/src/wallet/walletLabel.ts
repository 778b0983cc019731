/** What a wallet calls itself, as a line of text: whatever it is, it cannot turn the line around, or go on for ever. */
export function walletLabel(name: string): string {
  const plain = name
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
  const letters = [...plain]
  if (letters.length === 0) return 'Unnamed wallet'
  return letters.length > 40 ? `${letters.slice(0, 39).join('')}…` : plain
}
