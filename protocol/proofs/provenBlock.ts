import type { Address, Hex } from 'viem'
import type { BlockProof } from '../wire/proof.ts'
import { blockHashOf } from './blockHashOf.ts'
import { ProofError } from './ProofError.ts'
import { provenWords } from './provenWords.ts'
import type { ContractName, StoredWord } from './storedWord.ts'

/** The addresses of the contracts, in any case, as the caller trusts them. */
export type Contracts = Record<ContractName, Address>

/** A block whose header hashes to its hash, and what is proven of its state. */
export type ProvenBlock = {
  hash: Hex
  parentHash: Hex
  number: bigint
  /** Unix seconds. */
  timestamp: number
  /** The word, or undefined where the proofs do not speak of it. */
  word: (of: StoredWord) => bigint | undefined
}

/**
 * Checks every proof of a block: its header, and the accounts and words under its state root.
 *
 * Says nothing of whether the block is one of the chain: that its hash is trusted is the caller's to see.
 *
 * @throws {ProofError} `header_mismatch`, `other_contract`, `invalid_proof` or `value_mismatch`.
 */
export async function provenBlock(
  { blockHash, header, accounts }: BlockProof,
  contracts: Contracts,
): Promise<ProvenBlock> {
  const hash = blockHashOf(header)
  if (hash !== blockHash) {
    throw new ProofError('header_mismatch', `the header of ${blockHash} hashes to ${hash}`)
  }
  const words = new Map<ContractName, Map<Hex, bigint>>()
  for (const account of accounts) {
    const { contract, address } = account
    if (address.toLowerCase() !== contracts[contract].toLowerCase()) {
      const detail = `${contract} is ${contracts[contract]}, not ${address}`
      throw new ProofError('other_contract', detail)
    }
    const known = words.get(contract) ?? new Map<Hex, bigint>()
    for (const [slot, value] of await provenWords(header.stateRoot as Hex, account)) {
      known.set(slot, value)
    }
    words.set(contract, known)
  }
  return {
    hash,
    parentHash: header.parentHash as Hex,
    number: BigInt(header.number),
    timestamp: Number(BigInt(header.timestamp)),
    word: ({ contract, slot }) => words.get(contract)?.get(slot),
  }
}
