import type { Hex } from 'viem'
import { getBlock } from 'viem/actions'
import { toCaip2 } from '../../../protocol/caip2.ts'
import { verifyProofs } from '../../../protocol/verifyProofs.ts'
import type { LetterProof } from '../../../protocol/wire/proof.ts'
import type { ContractsOption, PennypostClient } from '../chain/client.ts'
import { chainIdOf, contractsOf } from '../chain/client.ts'
import { PennypostError } from '../errors/PennypostError.ts'
import type { LetterVerdict, VerdictSource, VerifyQuestion } from './verdictSource.ts'

/** What `POST /v1/proofs` gives, as far as it is looked at before it is proven. */
type ProofsAnswer = {
  verdict: LetterVerdict
  proof?: LetterProof | undefined
  asOf: { blockNumber: string }
}

/** As much of an API client as is needed. */
type Api = {
  prove(question: never, options?: { signal?: AbortSignal | undefined }): Promise<unknown>
}

export type ProvenVerdictsParameters = ContractsOption & {
  api: Api
  /** On the relay's own node. */
  client: PennypostClient
  /** How much older the block of a verdict may be than the newest one; 60 s. */
  maxAgeSeconds?: number | undefined
}

/**
 * The verdicts of an API that need not be trusted: each that lets a letter through is proven against the block hashes of the relay's own
 * node. A refusal is taken as it is, as that something is absent cannot be proven; it costs a letter, never money. What no proof can show
 * (docs/api.md, Proofs) is left to the API's word: above all, that no further wallet of the sender's inbox is denied.
 *
 * Of what the API says beside, only what is proven is passed on.
 *
 * @throws {ProofError} By `verify`: what does not hold.
 * @throws {UnknownChainError} By `verify`: no deployment is known on the client's chain, and no `contracts` were given.
 *
 * @example
 * const guard = requirePostage({ chainId, relay, signer, source: provenVerdicts({ api, client }) })
 */
export function provenVerdicts(parameters: ProvenVerdictsParameters): VerdictSource {
  const { api, client, maxAgeSeconds = 60 } = parameters

  async function verify(question: VerifyQuestion, options?: { signal?: AbortSignal | undefined }) {
    const chainId = await chainIdOf(client)
    const contracts = await contractsOf(client, parameters)
    const request = { chain: toCaip2(chainId), ...question }
    const answer = (await api.prove(request as never, options)) as ProofsAnswer
    if (answer.verdict.eligible !== true) return answer.verdict
    const [block, newest, earlierBlockHashes] = await Promise.all([
      getBlock(client, { blockNumber: BigInt(answer.asOf.blockNumber) }),
      getBlock(client),
      earlierHashes(answer),
    ])
    checkAge(Number(newest.timestamp - block.timestamp), maxAgeSeconds)
    const now = Math.floor(Date.now() / 1_000)
    await verifyProofs({
      ...{ answer, request, chainId, contracts, now },
      ...{ blockHash: block.hash, earlierBlockHashes },
    })
    return provenPart(answer, question)
  }

  async function earlierHashes({ proof }: ProofsAnswer): Promise<Hex[]> {
    const numbers = (proof?.blocks ?? []).slice(1).map(({ header }) => BigInt(header.number))
    const blocks = await Promise.all(
      numbers.map((blockNumber) => getBlock(client, { blockNumber })),
    )
    return blocks.map(({ hash }) => hash)
  }

  return { verify }
}

/** An old block proves what was: since then the recipient may have answered. */
function checkAge(seconds: number, maxSeconds: number): void {
  if (seconds <= maxSeconds) return
  throw new PennypostError(
    `The verdict is of a block ${seconds} s older than the node's newest, and may be ${maxSeconds} s.`,
  )
}

/** The verdict without what nobody has proven: who wrote the letter is, only where its being carried rests on that. */
function provenPart({ verdict }: ProofsAnswer, question: VerifyQuestion): LetterVerdict {
  const { eligible, reason, validForSeconds, postage } = verdict
  const isProven = reason === 'consented' || question.senderAuthenticated === true
  return {
    ...{ eligible, reason, validForSeconds },
    senderProof: isProven ? 'verified' : 'unverified',
    ...(reason === 'paid' && postage && { postage }),
  }
}
