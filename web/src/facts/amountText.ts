import { formatAmount } from './formatAmount.ts'

/**
 * An amount with its symbol, for sentences; on pages `ui/Amount` shows it.
 *
 * @example
 * amountText(1_000_000n, { symbol: 'USDX', decimals: 6 }) // '1 USDX'
 */
export function amountText(
  value: bigint,
  { symbol, decimals }: { symbol: string; decimals: number },
): string {
  return `${formatAmount(value, decimals)}\u00a0${symbol}`
}
