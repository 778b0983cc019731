/** A JSON document as it is printed: quantities of the chain, which JSON's numbers cannot hold, as decimal strings. */
export function toJson(value: unknown, indent?: number): string {
  const text = (_: string, one: unknown) => (typeof one === 'bigint' ? one.toString() : one)
  return JSON.stringify(value, text, indent)
}
