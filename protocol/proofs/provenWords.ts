import { verifyMerkleProof } from '@ethereumjs/mpt'
import type { Address, Hex } from 'viem'
import { bytesToHex, fromRlp, hexToBytes, isHex } from 'viem'
import type { AccountProof } from '../wire/proof.ts'
import { ProofError } from './ProofError.ts'

/**
 * The words of a contract that proofs (`eth_getProof`) prove under the state root of a block, by slot. A word that was never
 * written, or is 0 again, is proven to be 0.
 *
 * @throws {ProofError} `invalid_proof` or `value_mismatch`.
 */
export async function provenWords(
  stateRoot: Hex,
  { address, proof, words }: AccountProof,
): Promise<Map<Hex, bigint>> {
  const storageRoot = await storageRootOf(stateRoot, address as Address, proof as Hex[])
  const proven = new Map<Hex, bigint>()
  for (const word of words) {
    const slot = word.slot as Hex
    const what = `slot ${slot} of ${address}`
    const leaf = await valueIn(storageRoot, slot, word.proof as Hex[], what)
    const value = leaf === undefined ? 0n : numberOf(leaf, what)
    if (value !== BigInt(word.value)) {
      throw new ProofError('value_mismatch', `${what} is ${value}, not ${word.value}`)
    }
    proven.set(slot, value)
  }
  return proven
}

async function storageRootOf(stateRoot: Hex, address: Address, proof: Hex[]): Promise<Hex> {
  const account = await valueIn(stateRoot, address, proof, `the account ${address}`)
  const fields = account && decode(account)
  const storageRoot = Array.isArray(fields) ? fields[2] : undefined
  if (typeof storageRoot === 'string' && storageRoot.length === 66) return storageRoot as Hex
  throw new ProofError('invalid_proof', `there is no account ${address}`)
}

function numberOf(leaf: Hex, what: string): bigint {
  const word = decode(leaf)
  if (!isHex(word)) throw new ProofError('invalid_proof', `${what} holds no word`)
  // Some nodes keep zeros that were only read as leaves, where others have no leaf.
  return word === '0x' ? 0n : BigInt(word)
}

async function valueIn(
  root: Hex,
  key: Hex,
  proof: readonly Hex[],
  what: string,
): Promise<Hex | undefined> {
  const nodes = proof.map((node) => hexToBytes(node))
  const options = { root: hexToBytes(root), useKeyHashing: true }
  const value = await verifyMerkleProof(hexToBytes(key), nodes, options).catch((error: unknown) => {
    throw new ProofError('invalid_proof', what, { cause: error })
  })
  return value === null ? undefined : bytesToHex(value)
}

function decode(rlp: Hex): unknown {
  try {
    return fromRlp(rlp)
  } catch {
    return undefined
  }
}
