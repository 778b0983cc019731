import { expect } from 'vitest'
import type { VerdictItem } from '../../../protocol/wire/verify.ts'
import type { Rig } from '../faults/rig.ts'
import { say } from '../say.ts'
import type { Random } from '../seed.ts'
import { openTruth } from './chainTruth.ts'
import type { Comparison } from './compare.ts'
import { compare } from './compare.ts'
import type { Drawn } from './drawRequest.ts'
import { drawRequest } from './drawRequest.ts'
import { createPlay } from './play.ts'

/** How many blocks are played from one round of questions to the next, and how many letters are asked about. */
const BLOCKS = 12
const LETTERS = 250

type JudgeParameters = {
  rounds: number
  /** Further rounds that may be played until every reason has come `least` times. */
  extraRounds: number
  least: number
}

/** Every reason there is, but for `paid` and the like also whether it lets through. */
const reasons = [
  ...['paid', 'consented', 'no_postage_required', 'unknown_inbox', 'unknown_inbox (carried)'],
  ...['sender_denied', 'closed', 'postage_unknown', 'stamp_mismatch', 'bad_proof'],
  ...['postage_required', 'no_common_token', 'wrong_relay', 'already_settled', 'expired'],
  ...['token_not_accepted', 'stake_too_low', 'window_too_short', 'expiring'],
  ...['carriage_too_low', 'not_final'],
]

/**
 * Plays on a chain at random, and in between asks the API about letters of all kinds: whatever it says of them has to be what
 * the chain lets the recipient do in the very block that it names.
 */
export async function judgeVerdicts(
  rig: Rig,
  random: Random,
  { rounds, extraRounds, least }: JudgeParameters,
): Promise<void> {
  const play = await createPlay(rig, random)
  const comparisons: Comparison[] = []
  const faults: unknown[] = []
  const count = (reason: string) => comparisons.filter((each) => each.reason === reason).length
  const lacksOne = () => reasons.some((reason) => count(reason) < least)

  for (let round = 0; round < rounds || (round < rounds + extraRounds && lacksOne()); round++) {
    for (let block = 0; block < BLOCKS; block++) await play.block()
    await rig.untilCurrent()
    const drawn = Array.from({ length: LETTERS }, () => drawRequest(play, random))
    const judged = await judge(drawn)
    // What was refused without being named must be refused by name too, and for a reason of the relay's own.
    const named = judged.flatMap(({ alternatives }, place) =>
      alternatives.map(({ stampId }) => {
        const { request } = drawn[place] as Drawn
        return { request: { ...request, stampId } }
      }),
    )
    for (let from = 0; from < named.length; from += 1_000) {
      const some = named.slice(from, from + 1_000)
      for (const [place, { reason }] of (await judge(some)).entries()) {
        if (reason === 'paid')
          faults.push({ fault: 'paid by name, refused without', ...some[place] })
      }
    }
  }
  say(tableOf(comparisons))
  expect(faults).toEqual([])
  for (const reason of reasons) expect(count(reason), reason).toBeGreaterThanOrEqual(least)

  async function judge(drawn: readonly Drawn[]): Promise<Comparison[]> {
    const items = drawn.map(({ request }) => request)
    const { status, body } = await rig.post('/v1/verify/batch', { items })
    expect(status, JSON.stringify(body).slice(0, 2_000)).toBe(200)
    const { results, asOf } = body as {
      results: VerdictItem[]
      asOf: { blockHash: string; blockTimestamp: number }
    }
    const truth = await openTruth(rig, play)
    expect(asOf.blockHash).toBe(truth.block.hash)
    expect(asOf.blockTimestamp).toBe(play.time())
    const found = await Promise.all(
      drawn.map((each, place) => compare(play, truth, each, results[place] as VerdictItem)),
    )
    comparisons.push(...found)
    for (const [place, { fault }] of found.entries()) {
      if (fault) faults.push({ fault, ...drawn[place], verdict: results[place], asOf })
    }
    return found
  }
}

/** How often each reason came, by what the chain said of the postage judged. */
function tableOf(comparisons: readonly Comparison[]): string {
  const outcomes = ['collects', 'does not', 'no postage'] as const
  const reasons = [...new Set(comparisons.map(({ reason }) => reason))].sort()
  const count = (reason: string, outcome: string) =>
    comparisons.filter((each) => each.reason === reason && each.outcome === outcome).length
  const line = (name: string, values: readonly (string | number)[]) =>
    [name.padEnd(24), ...values.map((value) => String(value).padStart(10))].join(' ')
  return [
    line(`${comparisons.length} verdicts`, outcomes),
    ...reasons.map((reason) =>
      line(
        reason,
        outcomes.map((outcome) => count(reason, outcome)),
      ),
    ),
  ].join('\n')
}
