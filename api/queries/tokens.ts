import type { Address } from 'viem'
import type { Store } from '../store.ts'

/** A token as it was last read. `readAt` is in Unix seconds. */
export type TokenRow = {
  token: Address
  symbol: string | null
  decimals: number | null
  readAt: number
}

/** Those of the tokens that were ever read. */
export function readTokens(
  store: Store,
  chainId: number,
  tokens: readonly Address[],
): Promise<TokenRow[]> {
  return store.query<TokenRow>(
    `select token, symbol, decimals, read_at as "readAt" from api.token
    where chain_id = $1 and token = any($2::text[])`,
    [chainId, tokens],
  )
}

/** Keeps what was read of tokens, in place of what was known of them. */
export async function saveTokens(
  store: Store,
  chainId: number,
  rows: readonly TokenRow[],
): Promise<void> {
  await store.query(
    `insert into api.token (chain_id, token, symbol, decimals, read_at)
    select $1, * from unnest($2::text[], $3::text[], $4::int[], $5::int8[])
    on conflict (chain_id, token) do update
    set symbol = excluded.symbol, decimals = excluded.decimals, read_at = excluded.read_at`,
    [
      chainId,
      rows.map(({ token }) => token),
      rows.map(({ symbol }) => symbol),
      rows.map(({ decimals }) => decimals),
      rows.map(({ readAt }) => readAt),
    ],
  )
}
