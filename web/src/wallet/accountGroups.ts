import type { Address } from 'viem'

/** Some of the development accounts, under what they have in common. */
export type AccountGroup = {
  title: string
  accounts: readonly { index: number; address: Address }[]
}

/**
 * The development accounts as they are offered: first those that nobody is yet, which have sent nothing on the chain.
 *
 * @param addresses - By the accounts' numbers.
 * @param hasSent - Of each whether it has sent a transaction; undefined: not known, and then they are not parted.
 * @returns No empty groups.
 */
export function accountGroups(
  addresses: readonly Address[],
  hasSent: readonly boolean[] | undefined,
): readonly AccountGroup[] {
  const accounts = addresses.map((address, index) => ({ index, address }))
  if (!hasSent) return [{ title: 'Accounts', accounts }]
  return [
    { title: 'Nobody’s yet', accounts: accounts.filter(({ index }) => !hasSent[index]) },
    { title: 'In use on this chain', accounts: accounts.filter(({ index }) => hasSent[index]) },
  ].filter((group) => group.accounts.length > 0)
}
