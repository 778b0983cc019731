import type { Address } from 'viem'

/** An address cut for a button: `0x8626…1199`. */
export function shortAddress(address: Address): string {
  return `${address.slice(0, 6)}…${address.slice(-4)}`
}
