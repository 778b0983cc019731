/** More arguments of a call than these are too many for some browsers. */
const atOnce = 8_192

/** Base64 of RFC 4648, by the platform's own functions: a library would be another kilobyte of what a sender's page loads. */
export function toBase64(bytes: Uint8Array): string {
  let characters = ''
  for (let at = 0; at < bytes.length; at += atOnce)
    characters += String.fromCharCode(...bytes.subarray(at, at + atOnce))
  return btoa(characters)
}

/**
 * The bytes of base64, with padding or without.
 *
 * @throws {DOMException} It is none.
 */
export function fromBase64(text: string): Uint8Array {
  const characters = atob(text)
  // An iterator would take a tenth of a second for a mebibyte.
  const bytes = new Uint8Array(characters.length)
  for (let index = 0; index < bytes.length; index++) bytes[index] = characters.charCodeAt(index)
  return bytes
}
