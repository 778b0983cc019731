import { ProofError } from '../../protocol/proofs/ProofError.ts'
import { ApiError } from '../problem.ts'
import { NodeProofError } from './nodeProofs.ts'

/** What failing to prove something means to whoever asked: `proof_unavailable`. Any other error comes back as it was. */
export function proofUnavailable(error: unknown): unknown {
  if (!(error instanceof ProofError || error instanceof NodeProofError)) return error
  return new ApiError('proof_unavailable', { because: error.message }, { cause: error })
}
