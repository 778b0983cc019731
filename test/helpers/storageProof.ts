import { verifyMerkleProof } from '@ethereumjs/mpt'
import type { Address, Hex } from 'viem'
import {
  bytesToHex,
  concat,
  fromRlp,
  hexToBytes,
  isHex,
  keccak256,
  numberToHex,
  pad,
  toRlp,
} from 'viem'

import { request } from '../../scripts/stack/rpc.ts'

/** What a node gives to prove one word of storage, as `eth_getProof` has it. */
export type StorageProof = {
  accountProof: readonly Hex[]
  storageProof: readonly Hex[]
}

export type ProvenWord = { stateRoot: Hex; address: Address; slot: Hex; proof: StorageProof }

type Header = Record<string, Hex>

/** The fields of a block's header in the order in which they are hashed, since the Prague fork. */
const HEADER = [
  ...['parentHash', 'sha3Uncles', 'miner', 'stateRoot', 'transactionsRoot', 'receiptsRoot'],
  ...['logsBloom', 'difficulty', 'number', 'gasLimit', 'gasUsed', 'timestamp', 'extraData'],
  ...['mixHash', 'nonce', 'baseFeePerGas', 'withdrawalsRoot', 'blobGasUsed', 'excessBlobGas'],
  ...['parentBeaconBlockRoot', 'requestsHash'],
] as const

const NUMBERS = new Set([
  ...['difficulty', 'number', 'gasLimit', 'gasUsed', 'timestamp', 'baseFeePerGas'],
  ...['blobGasUsed', 'excessBlobGas'],
])

/**
 * Where the value of a mapping lies, or of a mapping of mappings, outer key first.
 *
 * @param slot - The mapping's.
 */
export function mappingSlot(slot: number, ...keys: Hex[]): Hex {
  return keys.reduce<Hex>(
    (place, key) => keccak256(concat([pad(key, { size: 32 }), place])),
    numberToHex(slot, { size: 32 }),
  )
}

/** The slot `words` behind another one. */
export function slotBehind(slot: Hex, words: number): Hex {
  return numberToHex(BigInt(slot) + BigInt(words), { size: 32 })
}

/** A value and how many bits it has. */
export type Field = [value: bigint | number | Hex, bits: number]

/** A word of fields, lowest bits first. */
export function packed(fields: readonly Field[]): bigint {
  let word = 0n
  let shift = 0n
  for (const [value, bits] of fields) {
    if (BigInt(value) >> BigInt(bits) !== 0n)
      throw new RangeError(`${value} has over ${bits} bits.`)
    word |= BigInt(value) << shift
    shift += BigInt(bits)
  }
  if (shift > 256n) throw new RangeError(`A word has 256 bits, not ${shift}.`)
  return word
}

/**
 * The state root of a block, taken from a header that hashes to the block's hash.
 *
 * @throws {Error} It does not.
 */
export async function stateRootOf(url: string, block: bigint): Promise<Hex> {
  const header = (await request(url, 'eth_getBlockByNumber', [numberToHex(block), false])) as Header
  const fields = HEADER.map((name) => {
    const value = header[name]
    if (!value) throw new Error(`The header of block ${block} has no ${name}.`)
    return NUMBERS.has(name) ? numberOf(BigInt(value)) : value
  })
  if (keccak256(toRlp(fields)) !== header.hash) {
    throw new Error(`The header of block ${block} does not hash to ${header.hash}.`)
  }
  return header.stateRoot as Hex
}

/** What a node says to prove a word, and what it says the word is. */
export async function fetchProof(url: string, address: Address, slot: Hex, block: bigint) {
  const answer = (await request(url, 'eth_getProof', [address, [slot], numberToHex(block)])) as {
    accountProof: Hex[]
    storageProof: { key: Hex; value: Hex; proof: Hex[] }[]
  }
  const [storage] = answer.storageProof
  if (!storage) throw new Error(`No proof of ${slot}.`)
  const proof: StorageProof = {
    accountProof: answer.accountProof,
    storageProof: storage.proof,
  }
  return { proof, claimed: BigInt(storage.value) }
}

/**
 * The word that a proof proves under a state root. Knows nothing but what it is given.
 *
 * @throws {Error} `Invalid proof provided`: it proves nothing about the account or the word.
 */
export async function provenWord({ stateRoot, address, slot, proof }: ProvenWord): Promise<bigint> {
  const account = await valueIn(stateRoot, address, proof.accountProof)
  if (account === undefined) throw new Error(`There is no account ${address}.`)
  const [, , storageRoot] = fromRlp(account) as Hex[]
  const value = await valueIn(storageRoot as Hex, slot, proof.storageProof)
  if (value === undefined) return 0n
  const word = fromRlp(value)
  if (!isHex(word)) throw new Error(`A word is no list: ${value}.`)
  // Anvil keeps zeros that were only read as leaves, where others have no leaf.
  return word === '0x' ? 0n : BigInt(word)
}

async function valueIn(root: Hex, key: Hex, proof: readonly Hex[]): Promise<Hex | undefined> {
  const value = await verifyMerkleProof(
    hexToBytes(key),
    proof.map((node) => hexToBytes(node)),
    { root: hexToBytes(root), useKeyHashing: true },
  )
  return value === null ? undefined : bytesToHex(value)
}

/** RLP has numbers without leading zeros, so 0 as no bytes. */
const numberOf = (value: bigint): Hex => (value === 0n ? '0x' : numberToHex(value))
