/** What a token calls itself, made fit to be shown: it may be anything, of any length. */
export function tokenText(symbol: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be shown
  const plain = symbol.replace(/[\u0000-\u001f\u007f-\u009f]|\p{Cf}/gu, '').trim()
  if (plain === '') return undefined
  const letters = [...plain]
  return letters.length <= 12 ? plain : `${letters.slice(0, 11).join('')}…`
}
