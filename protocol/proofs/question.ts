import type { LetterProof, ProofsRequest } from '../wire/proof.ts'
import type { VerdictItem } from '../wire/verify.ts'
import type { Contracts, ProvenBlock } from './provenBlock.ts'

/** A verdict to hold against what is proven. */
export type ProofQuestion = {
  chainId: number
  contracts: Contracts
  request: ProofsRequest
  verdict: VerdictItem
  postage: LetterProof['postage']
  senderKey: LetterProof['senderKey']
  /** Of the verdict. */
  head: ProvenBlock
  /** Earlier ones, in the order in which they are to be looked at. */
  past: readonly ProvenBlock[]
  /** Unix seconds, not before the block of the verdict. */
  now: number
}
