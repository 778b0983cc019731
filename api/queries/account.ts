import type { Address } from 'viem'
import { maxAccountEntries } from '../../protocol/wire/account.ts'
import type { BlockRow } from './database.ts'
import { asOfColumn } from './database.ts'
import { statement } from './statement.ts'

/** What the ledger holds for an account. Amounts are decimal strings. */
export type AccountRow = {
  asOf: BlockRow | null
  /** Above 0, by token. */
  balances: { token: Address; amount: string; sinceBlock: number }[]
  /** These two with one more than are answered, where there are more. */
  allowances: { spender: Address; token: Address; amount: string; sinceBlock: number }[]
  operators: { operator: Address; sinceBlock: number }[]
}

/**
 * @param afterToken - Balances of tokens above this one only; empty for all.
 * @param limit - Most balances.
 */
export const readAccount = statement<
  AccountRow,
  [account: Address, afterToken: string, limit: number]
>(
  (chain) => `
    select ${asOfColumn(chain)},
    (
      select coalesce(json_agg(b order by b.token), '[]') from (
        select token, amount::text as amount, since_block as "sinceBlock"
        from ${chain.schema}.balance
        where chain_id = ${chain.id} and account = $1 and amount > 0 and token > $2
        order by token
        limit $3
      ) b
    ) as balances,
    (
      select coalesce(json_agg(a order by a."sinceBlock" desc, a.token, a.spender), '[]') from (
        select spender, token, amount::text as amount, since_block as "sinceBlock"
        from ${chain.schema}.allowance
        where chain_id = ${chain.id} and owner = $1 and amount > 0
        order by since_block desc, token, spender
        limit ${maxAccountEntries + 1}
      ) a
    ) as allowances,
    (
      select coalesce(json_agg(o order by o."sinceBlock" desc, o.operator), '[]') from (
        select operator, since_block as "sinceBlock"
        from ${chain.schema}.operator
        where chain_id = ${chain.id} and owner = $1 and approved
        order by since_block desc, operator
        limit ${maxAccountEntries + 1}
      ) o
    ) as operators`,
)
