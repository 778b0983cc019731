import { createHash } from 'node:crypto'
import type { Hex } from 'viem'

/** The chain that the benchmarks' data are of. */
export const chainId = 31337
export const chain = `eip155:${chainId}`

/** How much there is in the tables. Everything else follows from the two. */
export type DataSizes = { stamps: number; inboxes: number }

/** Relays in the directory. */
export const relays = 20

/** Of so many inboxes one has allowed and denied somebody. */
export const consentEvery = 5

/** Rows of `block`; the newest is the head. */
export const blocks = 100_000

/** Unix seconds of block 0. Fixed, as is all else, so that tables filled once serve for weeks. */
export const genesisTime = 1_790_000_000

/** In 2036: no stamp of the data set expires while it is asked about, and GraphQL can tell it in 32 bits. */
export const expiresAt = 2_100_000_000

/** Everything with a name is the hash of it; `sqlHash` is the same in SQL. */
export function hash(name: string): Hex {
  return `0x${createHash('sha256').update(name).digest('hex')}`
}

export function address(name: string): Hex {
  return hash(name).slice(0, 42) as Hex
}

/** SQL of {@link hash} of `<name> <number>`. */
export function sqlHash(name: string, number: string): string {
  return `('0x' || encode(sha256(convert_to('${name} ' || (${number}), 'utf8')), 'hex'))`
}

export function sqlAddress(name: string, number: string): string {
  return `left(${sqlHash(name, number)}, 42)`
}

/**
 * Where stamp `i` stands, counted from 1. The text is a formula in both JavaScript and SQL: `i * 7919 % inboxes`. Half of the senders are
 * wallets of an inbox.
 */
export const inboxOf = (i: number, { inboxes }: DataSizes) => (i * 7919) % inboxes
export const senderOf = (i: number, { inboxes }: DataSizes) => (i * 31) % (inboxes * 2)
export const relayOf = (i: number) => i % relays
