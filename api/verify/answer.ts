import type { Address } from 'viem'
import { decide, explain } from '../../protocol/verdict/decide.ts'
import type { VerifyFacts } from '../../protocol/verdict/facts.ts'
import type { Question } from '../../protocol/verdict/row.ts'
import { senderProof } from '../../protocol/verdict/senderProof.ts'
import { toVerdict } from '../../protocol/verdict/toVerdict.ts'
import type { AsOf } from '../../protocol/wire/asOf.ts'
import type { ExplainedRow, VerdictItem, VerifyItem } from '../../protocol/wire/verify.ts'
import { readVerifyFacts } from '../queries/verifyFacts.ts'
import { readVerifyFactsTogether } from '../queries/verifyTogether.ts'
import type { Chain, Services } from '../services.ts'
import type { TokenInfo } from '../tokens/askToken.ts'
import { takeTurn } from './turns.ts'

/**
 * Judges one letter.
 *
 * @returns The verdict, and what gives every row of the table to whoever wants to see them.
 * @throws {ApiError} `database_unavailable`; `index_stale` and its like: never an old verdict.
 */
export async function verifyOne(
  services: Services,
  chain: Chain,
  request: VerifyItem,
): Promise<{ verdict: VerdictItem; rows: () => ExplainedRow[]; asOf: AsOf }> {
  const { asOf, facts } = await readVerifyFactsTogether(chain, request, secondsOf(services))
  const question = facts && (await toQuestion(chain, request, facts))
  // After all that takes time: what is fresh now is fresh when it is sent.
  const checked = await chain.freshness.check(asOf)
  if (!question) throw new Error('The statement gave no facts for an item')
  const decision = decide(question)
  const verdict = toVerdict(question, decision, chain, infoOf(services, chain))
  count(services, chain, [verdict])
  return { verdict, rows: () => explain(question, decision), asOf: checked }
}

/**
 * Judges letters by one statement, all as of the same block.
 *
 * @returns Verdicts in the order of the requests.
 * @throws {ApiError} As `verifyOne`.
 */
export async function verifyMany(
  services: Services,
  chain: Chain,
  requests: readonly VerifyItem[],
): Promise<{ verdicts: VerdictItem[]; asOf: AsOf }> {
  const { asOf, facts } = await readVerifyFacts(
    { ...chain, verdicts: chain.batches },
    requests,
    secondsOf(services),
  )
  const verdicts: VerdictItem[] = []
  const tokenInfo = infoOf(services, chain)
  for (const [position, known] of facts.entries()) {
    const request = requests[position] as VerifyItem
    const asked = toQuestion(chain, request, known)
    const question = asked instanceof Promise ? await asked : asked
    const judge = () => toVerdict(question, decide(question), chain, tokenInfo)
    // A quote may have sixteen tokens that nobody has met before.
    verdicts.push(known.tokens ? await takeTurn(judge) : judge())
  }
  count(services, chain, verdicts)
  const checked = await chain.freshness.check(asOf)
  if (verdicts.length !== requests.length)
    throw new Error('The statement gave no facts for an item')
  return { verdicts, asOf: checked }
}

/** With whom the request proves to have written; signatures are checked in turns. */
function toQuestion(
  chain: Chain,
  request: VerifyItem,
  facts: VerifyFacts,
): Question | Promise<Question> {
  const registry = chain.deployment.contracts.InboxRegistry.address
  const ask = (): Question => {
    const proof = senderProof({ chainId: chain.id, registry }, request, facts)
    return { request, facts, proof }
  }
  return request.senderStatement ? takeTurn(ask) : ask()
}

/** Tells the metrics, once per reason. */
function count(services: Services, chain: Chain, verdicts: readonly VerdictItem[]): void {
  const counts = new Map<VerdictItem['reason'], number>()
  for (const { reason } of verdicts) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  for (const [reason, times] of counts) {
    services.metrics.verdicts.inc({ chain: chain.caip2, reason }, times)
  }
}

/** What a token of the chain is called, as far as that is known already: nobody waits for it. */
function infoOf(services: Services, chain: Chain): (token: Address) => TokenInfo | undefined {
  return (token) => services.tokens?.get(chain.id, token)
}

/** The wall clock. The statement never takes it to be before the newest block. */
function secondsOf(services: Services): number {
  return Math.floor(services.now() / 1000)
}
