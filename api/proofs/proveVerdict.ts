import type { Address, Hex } from 'viem'
import { zeroAddress } from 'viem'
import type { Contracts } from '../../protocol/proofs/provenBlock.ts'
import type { AsOf } from '../../protocol/wire/asOf.ts'
import type {
  LetterProof,
  ProofsRequest,
  ProofsResponse,
  ProvenPostage,
} from '../../protocol/wire/proof.ts'
import type { Postage, VerdictItem } from '../../protocol/wire/verify.ts'
import { readPastPrices, readProofPreimages } from '../queries/proof.ts'
import type { Chain, Services } from '../services.ts'
import { verifyOne } from '../verify/answer.ts'
import { collectProof } from './collectProof.ts'
import type { BlockName } from './nodeProofs.ts'
import { proofUnavailable } from './proofUnavailable.ts'

/** Times that a verdict is given and proven: a reorg in between takes the first one away. */
const attempts = 2

/**
 * Judges a letter and has the node prove the verdict.
 *
 * @throws {ApiError} `proof_unavailable`; else as `verifyOne`.
 */
export async function proveVerdict(
  services: Services,
  chain: Chain,
  request: ProofsRequest,
): Promise<ProofsResponse> {
  const { chain: _, ...item } = request
  let failure: unknown
  for (let attempt = 0; attempt < attempts; attempt++) {
    const { verdict, asOf } = await verifyOne(services, chain, item)
    if (!verdict.eligible) return { verdict, asOf }
    try {
      return { verdict, proof: await prove(services, chain, request, verdict, asOf), asOf }
    } catch (error) {
      failure = proofUnavailable(error)
      if (failure === error) throw error
    }
  }
  throw failure
}

async function prove(
  services: Services,
  chain: Chain,
  request: ProofsRequest,
  verdict: VerdictItem,
  asOf: AsOf,
): Promise<LetterProof> {
  const { postage } = verdict
  const named = namedKey(request)
  const { mailing, key } = await readProofPreimages(chain, {
    mailingId: postage?.mailingId as Hex | undefined,
    key: named,
  })
  return collectProof({
    node: chain.node,
    chainId: chain.id,
    contracts: contractsOf(chain),
    request,
    verdict,
    postage: postage && { ...partsOf(postage), ...mailing },
    senderKey: key,
    now: Math.floor(services.now() / 1000),
    block: { hash: asOf.blockHash as Hex, number: Number(asOf.blockNumber) },
    earlier: earlierBlocks(chain, postage),
  })
}

/** The addresses that a chain's proofs are about. */
export function contractsOf({ deployment: { contracts } }: Chain): Contracts {
  const { InboxRegistry, RelayRegistry, PostOffice } = contracts
  return {
    InboxRegistry: InboxRegistry.address,
    RelayRegistry: RelayRegistry.address,
    PostOffice: PostOffice.address,
  }
}

function namedKey({ senderStatement, senderAuthenticated }: ProofsRequest) {
  if (!senderStatement || senderAuthenticated || senderStatement.wallet !== zeroAddress) {
    return undefined
  }
  return { inboxId: senderStatement.senderInboxId, keyId: senderStatement.keyId }
}

function partsOf(postage: Postage): ProvenPostage {
  const { sender, relay, token, carriage, stake, expiresAt } = postage
  return { sender, relay, token, carriage, stake, expiresAt }
}

/** The block of the posting; then blocks at whose end the relay asked no more than is paid. */
async function* earlierBlocks(
  chain: Chain,
  postage: Postage | undefined,
): AsyncGenerator<BlockName[], void, undefined> {
  if (!postage) return
  const { relay, token, postedBlock, postedBlockHash, postedAt, carriage } = postage
  yield [{ hash: postedBlockHash as Hex }]
  const prices = await readPastPrices(
    chain,
    relay.toLowerCase() as Address,
    token.toLowerCase() as Address,
    Number(postedBlock),
    postedAt,
    carriage,
  )
  for (const { fromBlock, fromTime, untilBlock } of prices) {
    // A price from before the 600 s counts if the block that ended it is within them.
    if (fromTime >= postedAt - 600 || untilBlock === null) yield [{ number: fromBlock }]
    else yield [{ number: untilBlock - 1 }, { number: untilBlock }]
  }
}
