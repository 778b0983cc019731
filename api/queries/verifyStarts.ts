/**
 * SQL of the first 8 bytes of an id or address, as in the indexes `stamp.byLetter`, `inbox.byStart` and `wallet.byStart`. As others
 * may begin alike, who looks up by it compares the whole, too.
 */
export function start(hex: string): string {
  return `(('x' || substr(${hex}, 3, 16))::bit(64)::int8)`
}

/** SQL of a condition that Postgres tests and neither seeks by nor expects to sort out much. */
export function holds(condition: string): string {
  return `case when ${condition} then true else false end`
}
