/** How many digits behind the point a person reads; of less than one whole, from the first that is not zero. */
const readable = 6

/**
 * An amount with no more digits than a person reads, never more than it is: of 18 decimals `9999.9994709701` becomes `9999.99947`,
 * and `0.00001234567` becomes `0.0000123456`.
 *
 * @param value - In the smallest unit; not negative.
 * @param decimals - How many digits stand behind the point.
 * @returns In the smallest unit too; `value` itself where it can be read as it is.
 */
export function roundedDown(value: bigint, decimals: number): bigint {
  const spare = Math.min(value.toString().length, decimals) - readable
  return spare > 0 ? value - (value % 10n ** BigInt(spare)) : value
}
