import type { Address, Hex } from 'viem'
import { getAddress, numberToHex } from 'viem'
import { z } from 'zod'
import type { Wanted } from '../../protocol/proofs/evidence.ts'
import type { Contracts } from '../../protocol/proofs/provenBlock.ts'
import type { ContractName, StoredWord } from '../../protocol/proofs/storedWord.ts'
import type { AccountProof, BlockHeader, BlockProof } from '../../protocol/wire/proof.ts'
import { blockHeader } from '../../protocol/wire/proof.ts'
import type { Call, Node, Reply } from '../freshness/node.ts'

/** Thrown where the node has no proof to give. Its message is for clients: no url, nothing that the node said. */
export class NodeProofError extends Error {
  override readonly name = 'NodeProofError'
}

const hex = z.string().regex(/^0x[0-9a-fA-F]*$/)

const proofResult = z.object({
  accountProof: z.array(hex),
  storageProof: z.array(z.object({ value: hex, proof: z.array(hex) })),
})

/** Which block to ask for: by its hash where that is known. */
export type BlockName = { hash: Hex } | { number: number }

/** A block's header and hash as the node gives them; nothing of it has been checked. */
export async function readHeader(node: Node, name: BlockName): Promise<BlockProof> {
  const [reply] = await ask(node, [headerCall(name)])
  return toBlock(reply, name)
}

/**
 * Adds words to the proofs of blocks. Asks the node once; nothing of its answer has been checked.
 *
 * @throws {NodeProofError} It gives none, as of a state that it no longer keeps; or it does not answer.
 */
export async function readWords(
  node: Node,
  contracts: Contracts,
  blocks: readonly BlockProof[],
  wanted: readonly Wanted[],
): Promise<BlockProof[]> {
  const groups = groupsOf(wanted)
  const replies = await ask(
    node,
    groups.map(({ contract, words, block }) => ({
      method: 'eth_getProof',
      params: [contracts[contract], words.map(({ slot }) => slot), numberToHex(block.number)],
    })),
  )
  return blocks.map((block) => ({
    ...block,
    accounts: groups.reduce<AccountProof[]>((accounts, group, i) => {
      if (group.block.hash !== block.blockHash) return accounts
      return withWords(accounts, toAccount(contracts[group.contract], group, replies[i]))
    }, block.accounts),
  }))
}

type Group = { block: Wanted['block']; contract: ContractName; words: StoredWord[] }

function groupsOf(wanted: readonly Wanted[]): Group[] {
  const groups = new Map<string, Group>()
  for (const { block, word } of wanted) {
    const key = `${block.hash} ${word.contract}`
    const group = groups.get(key) ?? { block, contract: word.contract, words: [] }
    group.words.push(word)
    groups.set(key, group)
  }
  return [...groups.values()]
}

function toAccount(
  address: Address,
  { contract, words, block }: Group,
  reply: Reply | undefined,
): AccountProof {
  const parsed = proofResult.safeParse(reply?.result)
  if (!parsed.success || parsed.data.storageProof.length !== words.length) {
    throw new NodeProofError(`the node gives no proof of the state of block ${block.number}`)
  }
  const { accountProof, storageProof } = parsed.data
  return {
    contract,
    address: getAddress(address),
    proof: accountProof.map(lower),
    words: storageProof.map(({ value, proof }, i) => ({
      slot: words[i]?.slot ?? '0x',
      value: numberToHex(BigInt(value === '0x' ? 0 : value)),
      proof: proof.map(lower),
    })),
  }
}

/** One entry per contract: what was proven of it before, and the new words. */
function withWords(accounts: AccountProof[], added: AccountProof): AccountProof[] {
  const known = accounts.find(({ contract }) => contract === added.contract)
  if (!known) return [...accounts, added]
  const whole = { ...known, words: [...known.words, ...added.words] }
  return accounts.map((account) => (account === known ? whole : account))
}

function headerCall(name: BlockName): Call {
  if ('hash' in name) return { method: 'eth_getBlockByHash', params: [name.hash, false] }
  return { method: 'eth_getBlockByNumber', params: [numberToHex(name.number), false] }
}

function toBlock(reply: Reply | undefined, name: BlockName): BlockProof {
  const result = reply?.result
  const given = typeof result === 'object' && result !== null ? Object.entries(result) : []
  // Some nodes give null for what a block's fork does not know.
  const fields = Object.fromEntries(
    given.flatMap(([key, value]) => (typeof value === 'string' ? [[key, lower(value)]] : [])),
  )
  const header = blockHeader.safeParse(fields)
  const hash = z.string().safeParse(fields.hash)
  if (!header.success || !hash.success) {
    const which = 'hash' in name ? name.hash : name.number
    throw new NodeProofError(`the node does not have block ${which}`)
  }
  return { blockHash: hash.data, header: header.data satisfies BlockHeader, accounts: [] }
}

async function ask(node: Node, calls: readonly Call[]): Promise<readonly Reply[]> {
  return await node.request(calls).catch((error: unknown) => {
    throw new NodeProofError('the node does not answer', { cause: error })
  })
}

const lower = (text: string) => text.toLowerCase()
