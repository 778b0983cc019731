import type { ApiParameters } from '@pennypost/sdk'
import { ProofError, verifyProofs, verifyStampProof } from '@pennypost/sdk'
import type { Hex } from 'viem'
import { getBlock } from 'viem/actions'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { exitCodes } from '../exitCodes.ts'

/** What the node of the command's own confirms of a verdict. */
export type ProvenVerdict = {
  /** Of which it is proven. */
  block: { number: string; hash: Hex } | null
  proven: readonly Proven[]
  unproven: readonly Proven[]
}

export type Proven = { about: string; detail: string }

/** Seconds that the block of a proof may be older than the node's newest: since then the recipient may have answered. */
const oldest = 60

type Question = ApiParameters<'prove', `eip155:${number}`>

/**
 * Has the API prove a verdict, against block hashes of the node: all that an eligible one rests on; of a refusal what became of its
 * stamp, if there is one, as that something is absent cannot be proven.
 *
 * @throws {CliError} The proof does not hold, or there is none to be had.
 */
export async function proveVerdict(context: Context, question: Question): Promise<ProvenVerdict> {
  try {
    return await proven(context, question)
  } catch (cause) {
    if (!(cause instanceof ProofError)) throw cause
    throw untrusted(`The proof of the API does not hold: ${cause.message}.`, cause)
  }
}

async function proven(context: Context, question: Question): Promise<ProvenVerdict> {
  const { id: chainId, caip2: chain, contracts, client } = await context.chain()
  const request = { ...question, chain }
  const answer = await (await context.api()).prove(request)
  const { verdict, proof, asOf } = answer
  if (!verdict.eligible) {
    const stampId = (question.stampId ?? verdict.postage?.stampId) as Hex | undefined
    return await provenRefusal(context, verdict.reason, stampId)
  }
  const [newest, block, ...earlier] = await Promise.all([
    getBlock(client),
    getBlock(client, { blockNumber: BigInt(asOf.blockNumber) }),
    ...(proof?.blocks ?? [])
      .slice(1)
      .map(({ header }) => getBlock(client, { blockNumber: BigInt(header.number) })),
  ])
  const age = Number(newest.timestamp - block.timestamp)
  if (age > oldest)
    throw untrusted(`The proof is of a block ${age} s older than the node’s newest. Ask again.`)
  const held = await verifyProofs({
    ...{ answer, request, chainId, contracts, blockHash: block.hash },
    earlierBlockHashes: earlier.map(({ hash }) => hash),
    now: Math.floor(Date.now() / 1_000),
  })
  const at = { number: asOf.blockNumber, hash: block.hash }
  return { block: at, proven: held.proven, unproven: held.unproven }
}

async function provenRefusal(
  context: Context,
  reason: string,
  stampId: Hex | undefined,
): Promise<ProvenVerdict> {
  const word = {
    about: `the refusal, ${reason}`,
    detail: 'that something is absent cannot be proven: this is the API’s word',
  }
  if (!stampId) return { block: null, proven: [], unproven: [word] }
  const { client, contracts } = await context.chain()
  const answer = await (await context.api()).getStampProof({ stampId })
  const { blockNumber: number } = answer.asOf
  const { hash: blockHash } = await getBlock(client, { blockNumber: BigInt(number) })
  const postOffice = contracts.PostOffice
  const { status } = await verifyStampProof({ answer, stampId, postOffice, blockHash })
  const stamp = {
    about: `stamp ${stampId}`,
    detail: `it is ${status ?? 'in no state that is known'}`,
  }
  return { block: { number, hash: blockHash }, proven: [stamp], unproven: [word] }
}

function untrusted(message: string, cause?: unknown): CliError {
  return new CliError(message, { exitCode: exitCodes.untrusted, cause })
}
