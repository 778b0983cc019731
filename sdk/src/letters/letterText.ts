/**
 * Text as the content of a letter, UTF-8. What else a content is, applications agree on among themselves.
 *
 * @param text - Half a surrogate pair becomes U+FFFD, as everywhere on the web.
 *
 * @example
 * const content = contentOfText('Good morning')
 */
export function contentOfText(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/**
 * The text that a content is.
 *
 * @returns undefined where the content is no UTF-8: whoever sealed it may have put any bytes there.
 *
 * @example
 * const text = textOfContent(await openLetter({ chainId, inboxId, key, sealed }))
 */
export function textOfContent(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)
  } catch {
    return undefined
  }
}
