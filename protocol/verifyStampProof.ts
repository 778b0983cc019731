import type { Address, Hex } from 'viem'
import { decodedWord } from './proofs/decodedWord.ts'
import { ProofError } from './proofs/ProofError.ts'
import { provenBlock } from './proofs/provenBlock.ts'
import { storedWord } from './proofs/storedWord.ts'
import { stampProofResponse } from './wire/proof.ts'

export type VerifyStampProofParameters = {
  /** What `GET /v1/stamps/{stampId}/proof` answered, as it came: parsed JSON. */
  answer: unknown
  stampId: Hex
  /** Address of the PostOffice, from a source of one's own. */
  postOffice: Address
  /** Hash of the block, from a node or light client of one's own. */
  blockHash: Hex
}

export type VerifyStampProofReturnType = ReturnType<typeof decodedWord.stamp>

/**
 * What became of a stamp by a block whose hash the caller trusts. What it pays, and whom, is in its id: `stampIdOf`.
 *
 * @throws {ProofError} What does not hold, by `code`.
 *
 * @example
 * const { status } = await verifyStampProof({ answer: await api.getStampProof({ stampId }), stampId, postOffice, blockHash })
 */
export async function verifyStampProof(
  parameters: VerifyStampProofParameters,
): Promise<VerifyStampProofReturnType> {
  const { stampId, postOffice, blockHash } = parameters
  const parsed = stampProofResponse.safeParse(parameters.answer)
  if (!parsed.success) throw new ProofError('malformed', parsed.error.message)
  const { block: proof } = parsed.data
  if (proof.blockHash !== blockHash.toLowerCase()) {
    throw new ProofError('other_block', `${proof.blockHash}, not ${blockHash}`)
  }
  const contracts = {
    InboxRegistry: postOffice,
    RelayRegistry: postOffice,
    PostOffice: postOffice,
  }
  const block = await provenBlock(proof, contracts)
  const place = storedWord.stamp(stampId.toLowerCase() as Hex)
  const word = block.word(place)
  if (word === undefined) throw new ProofError('missing_word', place.name)
  return decodedWord.stamp(word)
}
