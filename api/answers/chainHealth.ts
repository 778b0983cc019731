import { problems } from '../../protocol/problems.ts'
import type { ChainHealth } from '../../protocol/wire/chains.ts'
import type { Chain } from '../services.ts'

/** Whether a chain can be answered now, and if not, why. */
export function toChainHealth(chain: Chain): ChainHealth {
  const { problem, indexed, head } = chain.freshness.status()
  return {
    chain: chain.caip2,
    isFit: problem === undefined,
    code: problem?.code ?? null,
    detail: problem ? `${problems[problem.code].title}: ${problem.because}.` : null,
    lagBlocks: indexed && head !== undefined ? Math.max(head - indexed.number, 0) : null,
  }
}
