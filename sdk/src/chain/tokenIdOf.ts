import type { Address } from 'viem'
import { hexToBigInt } from 'viem'

/** The id of a token's balances in the PostOffice, which is an ERC-6909 ledger: its address as a number, 0 for the native token. */
export function tokenIdOf(token: Address): bigint {
  return hexToBigInt(token, { size: 20 })
}
