import type { Address } from 'viem'
import { describe, expect, it } from 'vitest'
import { accountGroups } from '../../../web/src/wallet/accountGroups.ts'

const addresses: readonly Address[] = ['0xa0', '0xa1', '0xa2']

/** Titles, with the numbers of the accounts under each. */
const grouped = (inUse: readonly boolean[] | undefined) =>
  accountGroups(addresses, inUse).map(({ title, accounts }) => [
    title,
    ...accounts.map(({ index }) => index),
  ])

describe('accountGroups', () => {
  it('puts first who is nobody’s yet', () => {
    expect(grouped([true, false, true])).toEqual([
      ['Nobody’s yet', 1],
      ['In use on this chain', 0, 2],
    ])
  })

  it('keeps each with its number', () => {
    expect(accountGroups(addresses, [true, true, false])[0]?.accounts).toEqual([
      { index: 2, address: '0xa2' },
    ])
  })

  it('has no empty group', () => {
    expect(grouped([true, true, true])).toEqual([['In use on this chain', 0, 1, 2]])
    expect(grouped([false, false, false])).toEqual([['Nobody’s yet', 0, 1, 2]])
  })

  it('parts nothing that is not known', () => {
    expect(grouped(undefined)).toEqual([['Accounts', 0, 1, 2]])
  })
})
