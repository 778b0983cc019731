/**
 * Text that Postgres can hold: a NUL, which it cannot, becomes U+FFFD, as bytes that are no UTF-8 have become while the
 * event was decoded.
 */
export function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD')
}
