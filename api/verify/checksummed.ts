import type { Address } from 'viem'
import { checksumAddress } from 'viem'

/** About ten megabytes when full. */
const mostKept = 1 << 16

const kept = new Map<Address, Address>()

/** An address of the index with its checksum (EIP-55). Kept, as that takes a hash, and every verdict has three. */
export function checksummed(address: Address): Address {
  const known = kept.get(address)
  if (known) return known
  if (kept.size >= mostKept) kept.clear()
  const made = checksumAddress(address)
  kept.set(address, made)
  return made
}
