import { exactDecimals } from '../ui/exactDecimals.ts'
import { inThrees } from '../ui/inThrees.ts'

/**
 * An amount with its symbol, for sentences: every digit of it and none more, on one line. On pages `ui/Amount` shows it.
 *
 * @param value - In the token's smallest unit.
 *
 * @example
 * amountText(12_345_600_000n, { symbol: 'USDX', decimals: 6 }) // '12 345.6 USDX', its spaces ones where no line breaks
 */
export function amountText(
  value: bigint,
  { symbol, decimals }: { symbol: string; decimals: number },
): string {
  const { sign, whole, fraction } = exactDecimals(value, decimals)
  const number = `${sign}${inThrees(whole).join('\u202f')}${fraction && `.${fraction}`}`
  return `${number}\u00a0${symbol}`
}
