/** What a terminal does not show as it is, such as marks that turn the reading direction, and C1 controls. Line breaks are the document's own. */
const steering = /(?!\n)[\p{C}\p{Zl}\p{Zp}]/gu

/**
 * A JSON document as it is printed: quantities of the chain, which JSON's numbers cannot hold, as decimal strings. In texts of others it has
 * no sign that would steer a terminal: such stand there as `\uXXXX`, which is the same JSON.
 */
export function toJson(value: unknown, indent?: number): string {
  const text = (_: string, one: unknown) => (typeof one === 'bigint' ? one.toString() : one)
  return JSON.stringify(value, text, indent).replaceAll(steering, escaped)
}

/** By its units of UTF-16, two for signs beyond the first 65,536. */
function escaped(sign: string): string {
  const units = Array.from({ length: sign.length }, (_, index) => sign.charCodeAt(index))
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')
}
