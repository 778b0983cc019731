import { exactDecimals } from '../ui/exactDecimals.ts'

/** Between groups of three digits; no line breaks there. */
const groupMark = '\u202f'

/**
 * An amount in whole tokens: every digit of it and none more, five digits and more in groups of three.
 *
 * @param value - In the token's smallest unit.
 *
 * @example
 * formatAmount(1_100_000_000_000_000n, 18) // '0.0011'
 */
export function formatAmount(value: bigint, decimals: number): string {
  const { sign, whole, fraction } = exactDecimals(value, decimals)
  const grouped = whole.length < 5 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, groupMark)
  return `${sign}${grouped}${fraction && `.${fraction}`}`
}
