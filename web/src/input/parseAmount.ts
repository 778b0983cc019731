export type AmountToken = { symbol: string; decimals: number }

export type ParsedAmount =
  | { amount: bigint; fault?: undefined }
  | { amount?: undefined; fault: string }

export type ParseAmountOptions = {
  /** Refuse 0 with a sentence. */
  positive?: boolean | undefined
  /** The most that fits, in the smallest unit; what a stake or carriage can be unless given. */
  most?: bigint | undefined
}

/** The most that a stake or a carriage can be: they are uint96 on chain. */
export const mostStake = 2n ** 96n - 1n

/**
 * Reads an amount as a person types it, exactly: nothing is rounded.
 *
 * Takes `0.5`, `.5`, digits grouped by spaces, and the token's symbol behind it. A comma is asked about, never guessed.
 *
 * @returns The amount in the token's smallest unit, or a sentence that says what to change.
 *
 * @example
 * parseAmount('0.001', { symbol: 'ETH', decimals: 18 }) // { amount: 1_000_000_000_000_000n }
 */
export function parseAmount(
  text: string,
  token: AmountToken,
  options: ParseAmountOptions = {},
): ParsedAmount {
  const { symbol, decimals } = token
  const digits = withoutSymbol(text.trim(), symbol)
  const fault = faultOf(digits, symbol)
  if (fault !== undefined) return { fault }
  const [whole = '', fraction = ''] = digits.replace(/(?<=\d)\s(?=\d)/gu, '').split('.')
  const kept = fraction.replace(/0+$/, '')
  if (kept.length > decimals) return { fault: tooFine(kept, token) }
  const amount = BigInt(`${whole}${kept.padEnd(decimals, '0')}`)
  if (amount === 0n && options.positive) return { fault: `More than 0 ${symbol}, please.` }
  if (amount > (options.most ?? mostStake)) {
    return { fault: `That is more ${symbol} than fits. Enter a smaller amount.` }
  }
  return { amount }
}

function withoutSymbol(text: string, symbol: string): string {
  const end = text.slice(-symbol.length)
  const isSymbol = symbol !== '' && end.toLowerCase() === symbol.toLowerCase()
  return isSymbol ? text.slice(0, -symbol.length).trim() : text
}

function faultOf(digits: string, symbol: string): string | undefined {
  const example = symbol === '' ? 'Like this: 0.5' : `Like this: 0.5 ${symbol}`
  if (digits === '') return `Enter an amount. ${example}`
  if (/^[-−–]/u.test(digits)) return 'An amount cannot be below 0.'
  if (digits.includes(',')) {
    return `Write the decimals behind a point, and leave out commas. ${example}`
  }
  if (digits.split('.').length > 2) return `An amount has one point only. ${example}`
  if (/^\d[\d.]*e[-+]?\d+$/i.test(digits)) return `Write the number out, without e. ${example}`
  const stray = /[^\d.\s]+/u.exec(digits)?.[0]
  if (stray !== undefined) return `“${stray}” is not part of a number. ${example}`
  if (!/^(\d+(\s\d+)*)?(\.\d*)?$/u.test(digits) || !/\d/.test(digits)) {
    return `That is not a number. ${example}`
  }
  return undefined
}

function tooFine(fraction: string, { symbol, decimals }: AmountToken): string {
  if (decimals === 0) return `${symbol} cannot be divided: enter a whole number.`
  const digit = fraction.charAt(decimals)
  const last = ordinal(decimals + 1)
  return `${symbol} has ${decimals} decimals: the ${last} digit behind the point (${digit}) is too fine. Nothing is rounded, so leave it out.`
}

function ordinal(count: number): string {
  const tens = count % 100
  if (tens >= 11 && tens <= 13) return `${count}th`
  return `${count}${{ 1: 'st', 2: 'nd', 3: 'rd' }[count % 10] ?? 'th'}`
}
