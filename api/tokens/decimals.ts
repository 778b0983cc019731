import { isHex } from 'viem'

/** Reads what a token's `decimals()` gave; undefined where that is no number from 0 to 255. */
export function readDecimals(result: unknown): number | undefined {
  if (!isHex(result, { strict: true })) return undefined
  const word = result.slice(2, 66)
  if (!/^0{62}[0-9a-fA-F]{2}$/.test(word)) return undefined
  return Number.parseInt(word, 16)
}
