import type { Address } from 'viem'

export type Price = { token: Address; amount: bigint; accepted: boolean }

/** What a relay asks now. What it asked when a stamp was posted is in the stamp's row. */
export type RelayState = {
  /** False also where it is not registered. */
  active: boolean
  /** By token, those included that it does not accept any more. */
  prices: Price[]
}
