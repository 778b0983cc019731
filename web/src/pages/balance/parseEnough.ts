import { amountText } from '../../facts/amountText.ts'
import type { ParsedAmount } from '../../input/parseAmount.ts'
import { parseAmount } from '../../input/parseAmount.ts'

/** The most that a balance in the PostOffice, or a token, can count. */
const most = 2n ** 256n - 1n

export type EnoughParameters = {
  text: string
  token: { symbol: string; decimals: number }
  /** What there is, in the token's smallest unit; undefined: not known yet, and not checked. */
  has: bigint | undefined
  /** What of it has to stay, for gas. */
  stays?: bigint | undefined
  /** Whose it is: `Your wallet` or `Your balance`. */
  who: string
}

/** Reads an amount, and sees that there is as much: what is too much is a sentence before anybody is asked to sign. */
export function parseEnough({ text, token, has, stays = 0n, who }: EnoughParameters): ParsedAmount {
  const parsed = parseAmount(text, token, { positive: true, most })
  if (parsed.fault !== undefined || has === undefined) return parsed
  const { amount } = parsed
  if (amount > has) return { fault: `${who} has only ${amountText(has, token)}.` }
  if (amount + stays > has) {
    const fits = has > stays ? has - stays : 0n
    const rest = `${amountText(stays, token)} is kept for gas`
    return {
      fault:
        fits > 0n
          ? `${who} has ${amountText(has, token)}, of which ${rest}: at most ${amountText(fits, token)}.`
          : `${who} has ${amountText(has, token)}, which is not more than its gas takes.`,
    }
  }
  return parsed
}

/** All that can be moved: what there is without what has to stay. */
export function mostOf(has: bigint | undefined, stays = 0n): bigint | undefined {
  if (has === undefined) return undefined
  return has > stays ? has - stays : 0n
}
