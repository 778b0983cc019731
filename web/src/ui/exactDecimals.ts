/**
 * A whole number of the smallest unit as an exact decimal, never rounded: `1500000n` of 6 decimals is `1.5`.
 *
 * These are the digits only: `Amount` shows them on pages, and `facts/amountText` writes them in sentences.
 *
 * @param value - In the smallest unit; may be negative.
 * @param decimals - How many digits stand behind the point.
 * @returns The sign, the digits before the point, and those behind it without zeros at the end.
 */
export function exactDecimals(
  value: bigint,
  decimals: number,
): { sign: '' | '−'; whole: string; fraction: string } {
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, '0')
  const point = digits.length - decimals
  return {
    sign: value < 0n ? '−' : '',
    whole: digits.slice(0, point),
    fraction: digits.slice(point).replace(/0+$/, ''),
  }
}
