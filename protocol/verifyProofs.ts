import type { Address, Hex } from 'viem'
import { isAddress } from 'viem'
import { z } from 'zod'
import { toCaip2 } from './caip2.ts'
import type { Fact } from './proofs/evidence.ts'
import { ProofError } from './proofs/ProofError.ts'
import type { Contracts, ProvenBlock } from './proofs/provenBlock.ts'
import { provenBlock } from './proofs/provenBlock.ts'
import type { ContractName } from './proofs/storedWord.ts'
import { supportOf } from './proofs/supportOf.ts'
import type { Reason } from './reasons.ts'
import type { BlockProof } from './wire/proof.ts'
import { proofsRequest, proofsResponse } from './wire/proof.ts'

type GivenContracts = Readonly<Record<ContractName, Address | { readonly address: Address }>>

export type VerifyProofsParameters = {
  /** What `POST /v1/proofs` answered, as it came: parsed JSON. */
  answer: unknown
  /** What it was asked, as it was sent. */
  request: unknown
  chainId: number
  /**
   * The addresses of the contracts by their names, from a source of one's own: `{ InboxRegistry: '0x…', … }`, or as
   * `readDeployment(chainId).contracts` has them, `{ InboxRegistry: { address: '0x…' }, … }`.
   */
  contracts: GivenContracts
  /** Hash of the block that the verdict is about, from a node or light client of one's own. */
  blockHash: Hex
  /**
   * Hashes of earlier blocks of that chain, likewise; needed only where `answer.proof.blocks` has more than one. The parent of
   * a trusted block needs no trust of its own.
   */
  earlierBlockHashes?: readonly Hex[] | undefined
  /** Unix seconds by one's own clock; never taken to be before the block. Default: the block's time. */
  now?: number | undefined
}

export type VerifyProofsReturnType = {
  reason: Reason
  block: { number: bigint; hash: Hex; timestamp: number }
  /** What is proven, for people. */
  proven: Fact[]
  /** What the verdict rests on as well, and no proof of state can show. */
  unproven: Fact[]
}

/**
 * Checks an eligible verdict without the API that gave it: that all which it rests on is in the state of a block whose hash the
 * caller trusts, and that the table of docs/api.md then says the same.
 *
 * Needs no network. Runs in browsers.
 *
 * @throws {ProofError} What does not hold, by `code`. The letter is not to be carried on the strength of this answer.
 * @throws {TypeError} `contracts` lacks the address of one.
 *
 * @example
 * const { reason, unproven } = await verifyProofs({ answer, request, chainId: 8453, contracts, blockHash })
 */
export async function verifyProofs(
  parameters: VerifyProofsParameters,
): Promise<VerifyProofsReturnType> {
  const { chainId, blockHash } = parameters
  const contracts = addressesOf(parameters.contracts)
  const { verdict, proof, asOf } = parse(proofsResponse, parameters.answer, 'answer')
  const request = parse(proofsRequest, parameters.request, 'request')
  if (!verdict.eligible) throw new ProofError('not_eligible', verdict.reason)
  const chain = toCaip2(chainId)
  if (request.chain !== chain || asOf.chain !== chain) {
    throw new ProofError('other_chain', `${asOf.chain} for ${request.chain}, not ${chain}`)
  }
  const [first, ...earlier] = proof?.blocks ?? []
  if (!proof || !first) throw new ProofError('malformed', 'the answer lacks the proof')
  if (first.blockHash !== blockHash.toLowerCase()) {
    throw new ProofError('other_block', `${first.blockHash}, not ${blockHash}`)
  }
  const head = await provenBlock(first, contracts)
  checkAsOf(head, asOf)
  const past = await trustedBlocks(head, earlier, { ...parameters, contracts })

  const { postage, senderKey } = proof
  const now = Math.max(parameters.now ?? 0, head.timestamp)
  const question = { chainId, contracts, request, verdict, postage, senderKey, head, past, now }
  const support = supportOf(question)
  if (support.missing) {
    const names = support.missing.map(({ word, block }) => `${word.name} in block ${block.number}`)
    throw new ProofError('missing_word', names.join(', '))
  }
  const { number, hash, timestamp } = head
  return { reason: verdict.reason, block: { number, hash, timestamp }, ...support }
}

/** The address of each contract, of either shape. Scripts call without types, so it is looked at. */
function addressesOf(given: GivenContracts): Contracts {
  const names = ['InboxRegistry', 'RelayRegistry', 'PostOffice'] as const
  const addresses = names.map((name) => {
    const contract = given?.[name]
    const address = typeof contract === 'object' ? contract?.address : contract
    if (typeof address === 'string' && isAddress(address, { strict: false })) return [name, address]
    throw new TypeError(
      `contracts.${name} is no address. Give the addresses of ${names.join(', ')} by these names.`,
    )
  })
  return Object.fromEntries(addresses) as Contracts
}

/** Earlier blocks that are named as trusted, or the parent of one that is. */
async function trustedBlocks(
  head: ProvenBlock,
  proofs: readonly BlockProof[],
  { contracts, earlierBlockHashes = [] }: VerifyProofsParameters & { contracts: Contracts },
): Promise<ProvenBlock[]> {
  const past = await Promise.all(proofs.map((proof) => provenBlock(proof, contracts)))
  const trusted = new Set<string>([head.hash, head.parentHash])
  for (const hash of earlierBlockHashes) trusted.add(hash.toLowerCase())
  for (let grown = true; grown; ) {
    const before = trusted.size
    for (const block of past) if (trusted.has(block.hash)) trusted.add(block.parentHash)
    grown = trusted.size > before
  }
  for (const { hash, number } of past) {
    if (!trusted.has(hash)) throw new ProofError('untrusted_block', `block ${number}, ${hash}`)
    if (number > head.number) throw new ProofError('untrusted_block', `block ${number} is later`)
  }
  return past
}

function checkAsOf(
  { hash, number, timestamp }: ProvenBlock,
  asOf: { blockNumber: string; blockHash: string; blockTimestamp: number },
): void {
  const told = `${asOf.blockNumber} ${asOf.blockHash} ${asOf.blockTimestamp}`
  const proven = `${number} ${hash} ${timestamp}`
  if (told !== proven) throw new ProofError('value_mismatch', `asOf is ${proven}, not ${told}`)
}

function parse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  what: string,
): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new ProofError('malformed', `the ${what}: ${z.prettifyError(parsed.error)}`)
}
