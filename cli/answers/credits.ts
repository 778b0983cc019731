import type { Address } from 'viem'
import type { TokenNames } from './tokenNames.ts'
import type { Row } from './work.ts'

/** Money that an account gets in the PostOffice. */
export type Credit = {
  account: Address
  token: Address
  /** In the token's smallest unit. */
  amount: bigint
  /** What it was of the postage. */
  part: 'stake' | 'carriage'
}

/** One for each account, token and part; none is of nothing. */
export function summed(credits: readonly Credit[]): readonly Credit[] {
  const sums = new Map<string, Credit>()
  for (const credit of credits) {
    if (credit.amount === 0n) continue
    const key = `${credit.part} ${credit.account} ${credit.token}`
    sums.set(key, { ...credit, amount: credit.amount + (sums.get(key)?.amount ?? 0n) })
  }
  return [...sums.values()]
}

/** Credits for people, the account's own as such. */
export function creditRows(
  credits: readonly Credit[],
  { moneyOf }: TokenNames,
  own: Address,
): readonly Row[] {
  return summed(credits).map(({ account, token, amount, part }) => {
    const name = part === 'stake' ? 'Stake' : 'Carriage'
    const to = account === own ? `${account} (the account)` : account
    return [name, `${moneyOf(token, amount)} to ${to}`]
  })
}

/** Credits for programs. */
export function creditsJson(credits: readonly Credit[], { tokenOf }: TokenNames) {
  return summed(credits).map(({ account, token, amount, part }) => {
    const { decimals = null, symbol = null } = tokenOf(token) ?? {}
    return { account, part, token, amount, decimals, symbol }
  })
}
