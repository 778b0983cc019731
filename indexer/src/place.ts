import type { Hex } from 'viem'

/** Where and when an event happened, in the columns that the history tables share. */
export type Place = {
  chainId: number
  blockNumber: number
  logIndex: number
  /** Unix seconds. */
  timestamp: number
  transaction: Hex
}

type LogEvent = {
  block: { number: bigint; timestamp: bigint }
  log: { logIndex: number }
  transaction: { hash: Hex }
}

export function placeOf(event: LogEvent, context: { chain: { id: number } }): Place {
  return {
    chainId: context.chain.id,
    blockNumber: Number(event.block.number),
    logIndex: event.log.logIndex,
    timestamp: Number(event.block.timestamp),
    transaction: event.transaction.hash,
  }
}

/** The columns by which a state row says from when on it has been so. */
export function sinceOf(place: Place): { sinceBlock: number; sinceTime: number } {
  return { sinceBlock: place.blockNumber, sinceTime: place.timestamp }
}
