/** A value of an event as text: all digits of a number, all bytes. */
export function argumentText(value: unknown): string {
  return typeof value === 'bigint' || typeof value === 'number' ? value.toString() : String(value)
}
