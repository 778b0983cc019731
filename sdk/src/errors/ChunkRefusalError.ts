import type { Hash, Hex } from 'viem'
import { ContractRefusalError } from './ContractRefusalError.ts'

/** How far a list got before one of it was refused. */
export type ChunkRefusalFacts = {
  /** How many of the list are done, before this call or by it. */
  done: number
  total: number
  /** Of the transactions that this call has sent; all are mined. */
  hashes: readonly Hash[]
  /** Place in the caller's list of what is refused; undefined where the refusal is about none by itself. */
  index: number | undefined
  /** Of the stamp that is refused; undefined for letters of a mailing, and where the refusal is about no stamp by itself. */
  stampId: Hex | undefined
}

/**
 * Thrown when a contract refuses a part of a long list: a `ContractRefusalError` that says which item it is about and how far the list got.
 * What was done before stays done; call again without that item, or when it is mended.
 */
export class ChunkRefusalError extends ContractRefusalError {
  /** How many of the list are done. */
  readonly done: number
  /** How many there are. */
  readonly total: number
  /** Of the transactions that were mined before. */
  readonly hashes: readonly Hash[]
  /** Place in the list of the one that was refused, where that is known. */
  readonly index: number | undefined
  /** Of the stamp that was refused, where that is known. */
  readonly stampId: Hex | undefined

  /** @param args - The refusal's values, with places as in the caller's list. */
  constructor(refusal: ContractRefusalError, args: readonly unknown[], facts: ChunkRefusalFacts) {
    super(refusal.contract, { errorName: refusal.errorName, args }, refusal)
    const { done, total, hashes, index, stampId } = facts
    const about = index === undefined ? '' : `; this is about number ${index}, from 0`
    this.name = 'ChunkRefusalError'
    this.message = `${this.message}\n\n${done} of ${total} are done${about}.`
    this.done = done
    this.total = total
    this.hashes = hashes
    this.index = index
    this.stampId = stampId
  }
}
