import type { Address } from 'viem'

/** An address as a relay wrote it, who may write a checksum that is none, which hashing and comparing would refuse. */
export function lowerCase(address: string): Address {
  return address.toLowerCase() as Address
}
