const longest = 300

/** What goes on chain with a mailing, as text: what steers a page is shown as `�`, and of a very long one how long it is. */
export function uriText(uri: string): string {
  const plain = uri.slice(0, longest).replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd')
  if (uri.length <= longest) return plain
  return `${plain}… (${uri.length.toLocaleString('en')} characters)`
}
