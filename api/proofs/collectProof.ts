import { ProofError } from '../../protocol/proofs/ProofError.ts'
import { provenBlock } from '../../protocol/proofs/provenBlock.ts'
import type { ProofQuestion } from '../../protocol/proofs/question.ts'
import type { Support } from '../../protocol/proofs/supportOf.ts'
import { supportOf } from '../../protocol/proofs/supportOf.ts'
import type { BlockProof, LetterProof } from '../../protocol/wire/proof.ts'
import type { Node } from '../freshness/node.ts'
import type { BlockName } from './nodeProofs.ts'
import { NodeProofError, readHeader, readWords } from './nodeProofs.ts'

/** Rounds with the node: words of now, what they lead to, and the same of earlier blocks. */
const mostRounds = 12

export type CollectProofParameters = Omit<ProofQuestion, 'head' | 'past'> & {
  node: Node
  /** Of the verdict. */
  block: { hash: `0x${string}`; number: number }
  /** Earlier blocks that may show what the state of now does not, one set after another. */
  earlier: AsyncIterator<BlockName[]>
}

/**
 * Collects what proves an eligible verdict: asks the very check that a client runs (`supportOf`) which words it lacks, has the
 * node prove them, and asks again, until it is satisfied. So an answer is never one that its client would refuse.
 *
 * @throws {NodeProofError} The node gives no proof. @throws {ProofError} What it proves does not support the verdict, as after
 * a reorg; `not_shown` where no earlier block shows what was in force.
 */
export async function collectProof(parameters: CollectProofParameters): Promise<LetterProof> {
  const { node, contracts, block, earlier, postage, senderKey } = parameters
  let blocks = [await readHeader(node, { hash: block.hash })]
  for (let round = 0; round < mostRounds; round++) {
    const support = await weigh(parameters, blocks)
    if (support === 'not_shown') {
      const { value: names, done } = await earlier.next()
      if (done) throw new ProofError('not_shown', 'no earlier block is left to ask for')
      blocks = [...blocks, ...(await readHeaders(node, blocks, names))]
      continue
    }
    if (!support.missing) return { postage, senderKey, blocks }
    blocks = await readWords(node, contracts, blocks, support.missing)
  }
  throw new NodeProofError('the node does not prove what it was asked for')
}

async function weigh(
  question: Omit<ProofQuestion, 'head' | 'past'>,
  blocks: readonly BlockProof[],
): Promise<Support | 'not_shown'> {
  const proven = await Promise.all(blocks.map((block) => provenBlock(block, question.contracts)))
  const [head, ...past] = proven
  if (!head) throw new Error('There is no block to prove a verdict in')
  try {
    return supportOf({ ...question, head, past, now: Math.max(question.now, head.timestamp) })
  } catch (error) {
    if (error instanceof ProofError && error.code === 'not_shown') return 'not_shown'
    throw error
  }
}

async function readHeaders(
  node: Node,
  known: readonly BlockProof[],
  names: readonly BlockName[],
): Promise<BlockProof[]> {
  const read = await Promise.all(names.map((name) => readHeader(node, name)))
  const hashes = new Set(known.map(({ blockHash }) => blockHash))
  return read.filter(({ blockHash }) => !hashes.has(blockHash))
}
