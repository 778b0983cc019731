/** `0x1234…abcd`: enough of an id or address to tell it from its neighbours. Short texts stay whole. */
export function shortHex(value: string): string {
  return value.length <= 14 ? value : `${value.slice(0, 6)}…${value.slice(-4)}`
}
