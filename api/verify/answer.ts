import type { AsOf } from '../../protocol/wire/asOf.ts'
import type { VerdictItem, VerifyItem } from '../../protocol/wire/verify.ts'
import { readVerifyFacts } from '../queries/verifyFacts.ts'
import { readVerifyFactsTogether } from '../queries/verifyTogether.ts'
import type { Chain, Services } from '../services.ts'
import type { Decision } from './decide.ts'
import { decide } from './decide.ts'
import type { VerifyFacts } from './facts.ts'
import { toVerdict } from './verdict.ts'

/**
 * Judges one letter.
 *
 * @throws {ApiError} `database_unavailable`; `index_stale` and its like: never an old verdict.
 */
export async function verifyOne(
  services: Services,
  chain: Chain,
  request: VerifyItem,
): Promise<{ verdict: VerdictItem; rows: Decision['rows']; asOf: AsOf }> {
  const { asOf, facts } = await readVerifyFactsTogether(chain, request, secondsOf(services))
  const checked = await chain.freshness.check(asOf)
  return { ...judge(services, chain, request, facts), asOf: checked }
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
  const { asOf, facts } = await readVerifyFacts(chain, requests, secondsOf(services))
  const checked = await chain.freshness.check(asOf)
  const verdicts = requests.map((request, i) => judge(services, chain, request, facts[i]).verdict)
  return { verdicts, asOf: checked }
}

function judge(
  services: Services,
  chain: Chain,
  request: VerifyItem,
  facts: VerifyFacts | undefined,
): { verdict: VerdictItem; rows: Decision['rows'] } {
  if (!facts) throw new Error('The statement gave no facts for an item')
  const decision = decide({ request, facts })
  services.metrics.verdicts.inc({ chain: chain.caip2, reason: decision.reason })
  const verdict = toVerdict({ request, facts }, decision, chain.blockTimeSeconds)
  return { verdict, rows: decision.rows }
}

/** The wall clock. The statement never takes it to be before the newest block. */
function secondsOf(services: Services): number {
  return Math.floor(services.now() / 1000)
}
