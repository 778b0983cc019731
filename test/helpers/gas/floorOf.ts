/** What an operation must do on the EVM, however it is written: words of storage, other contracts, events. */
export type Least = {
  /** Words that were 0 before. */
  created?: number | undefined
  /** Words that were not. */
  updated?: number | undefined
  /** Words that are only read. */
  read?: number | undefined
  /** Contracts called. */
  called?: number | undefined
  /** Signatures recovered. */
  recovered?: number | undefined
  /** Events: how many, of how many topics, with how many words of data. */
  events?: readonly (readonly [count: number, topics: number, words: number])[] | undefined
}

const TRANSACTION = 21_000
const CREATED_WORD = 22_100
const UPDATED_WORD = 5_000
const READ_WORD = 2_100
const CALLED_CONTRACT = 2_600
const RECOVERED_SIGNATURE = 3_000
/** EIP-7623: a transaction pays at least two and a half times its calldata's price, and nothing for what it executes then. */
const CALLDATA_FLOOR = 2.5

/**
 * Gas that no contract could go below for an operation, by the prices of Prague, each word touched for the first time: the
 * transaction, its calldata, storage, calls and events. Not a single instruction of computing is in it.
 *
 * @param calldata - Gas of the transaction's calldata.
 */
export function floorOf(least: Least, calldata: number): number {
  const events = (least.events ?? []).map(([count, topics, words]) => {
    return count * (375 + 375 * topics + 8 * 32 * words)
  })
  const executed = [
    TRANSACTION,
    calldata,
    CREATED_WORD * (least.created ?? 0),
    UPDATED_WORD * (least.updated ?? 0),
    READ_WORD * (least.read ?? 0),
    CALLED_CONTRACT * (least.called ?? 0),
    RECOVERED_SIGNATURE * (least.recovered ?? 0),
    ...events,
  ].reduce((sum, part) => sum + part)
  return Math.max(executed, TRANSACTION + CALLDATA_FLOOR * calldata)
}

/**
 * Gas of a transaction's calldata: 16 for each byte, 4 where it is 0.
 *
 * @param input - `0x…`
 */
export function calldataGas(input: string): number {
  let gas = 0
  for (let at = 2; at < input.length; at += 2) {
    gas += input.slice(at, at + 2) === '00' ? 4 : 16
  }
  return gas
}
