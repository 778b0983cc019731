import { formatUnits, zeroAddress } from 'viem'
import type { Money } from '../amounts.ts'
import type { Token } from '../chain/readToken.ts'

/** An amount for people, all of its digits: `0.05 ETH`, `1.5 of token 0x5FbD… (“USDX”)`. */
export function moneyText({ amount, ...token }: Money): string {
  const digits = formatUnits(amount, token.decimals)
  if (token.token === zeroAddress) return `${digits} ${token.symbol}`
  return `${digits} of ${tokenText(token)}`
}

/** A token for people. What it calls itself stands in quotes: anyone may call a token anything. */
export function tokenText({ token, symbol }: Pick<Token, 'token' | 'symbol'>): string {
  if (token === zeroAddress) return symbol ?? 'native'
  return `token ${token}${symbol === undefined ? '' : ` (“${symbol}”)`}`
}

/** An amount for programs. */
export function moneyJson({ token, amount, decimals, symbol }: Money) {
  return { token, amount, decimals, symbol }
}
