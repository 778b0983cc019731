import type { Hex } from 'viem'
import { numberToHex } from 'viem'

const LAST_ADDRESS = 2n ** 160n - 1n

/**
 * The token that an ERC-6909 id of the ledger stands for.
 *
 * @returns undefined for an id that is no address. Nobody can ever own any of it, but everybody may move none of it and
 *   approve it to others, and events tell of both.
 */
export function tokenOf(id: bigint): Hex | undefined {
  return id > LAST_ADDRESS ? undefined : numberToHex(id, { size: 20 })
}
