import type { Address } from 'viem'
import { checksumAddress } from 'viem'

/** Of each of the two halves; about fifty megabytes when both are full. */
const mostKept = 1 << 17

let newer = new Map<Address, Address>()
let older = new Map<Address, Address>()

/** An address of the index with its checksum (EIP-55). Kept, as that takes a hash, and every verdict has three. */
export function checksummed(address: Address): Address {
  const known = newer.get(address)
  if (known) return known
  const made = older.get(address) ?? checksumAddress(address)
  // What nobody has asked for while one half was filled is forgotten.
  if (newer.size >= mostKept) [newer, older] = [new Map(), newer]
  // A copy: an address that was cut out of a row would keep all of the row.
  newer.set(made.toLowerCase() as Address, made)
  return made
}
