import type { Hex } from 'viem'
import { provenBlock } from '../../protocol/proofs/provenBlock.ts'
import { storedWord } from '../../protocol/proofs/storedWord.ts'
import type { BlockProof } from '../../protocol/wire/proof.ts'
import type { Chain } from '../services.ts'
import { readHeader, readWords } from './nodeProofs.ts'
import { proofUnavailable } from './proofUnavailable.ts'
import { contractsOf } from './proveVerdict.ts'

/**
 * Has the node prove the word of a stamp in a block.
 *
 * @throws {ApiError} `proof_unavailable`.
 */
export async function proveStamp(chain: Chain, stampId: Hex, blockHash: Hex): Promise<BlockProof> {
  const contracts = contractsOf(chain)
  try {
    const header = await readHeader(chain.node, { hash: blockHash })
    const block = await provenBlock(header, contracts)
    const wanted = [{ block, word: storedWord.stamp(stampId) }]
    const [proof] = await readWords(chain.node, contracts, [header], wanted)
    await provenBlock(proof as BlockProof, contracts)
    return proof as BlockProof
  } catch (error) {
    throw proofUnavailable(error)
  }
}
