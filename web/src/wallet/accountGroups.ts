import type { Address } from 'viem'

/** Some of the development accounts, under what they have in common. */
export type AccountGroup = {
  title: string
  accounts: readonly { index: number; address: Address }[]
}

/**
 * The development accounts as they are offered: first those that nobody is yet on the chain.
 *
 * @param addresses - By the accounts' numbers.
 * @param inUse - Of each whether it is somebody's; undefined: not known, and then they are not parted.
 * @returns No empty groups.
 */
export function accountGroups(
  addresses: readonly Address[],
  inUse: readonly boolean[] | undefined,
): readonly AccountGroup[] {
  const accounts = addresses.map((address, index) => ({ index, address }))
  if (!inUse) return [{ title: 'Accounts', accounts }]
  return [
    { title: 'Nobody’s yet', accounts: accounts.filter(({ index }) => !inUse[index]) },
    { title: 'In use on this chain', accounts: accounts.filter(({ index }) => inUse[index]) },
  ].filter((group) => group.accounts.length > 0)
}
