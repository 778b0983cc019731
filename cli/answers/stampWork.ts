import { ChunkRefusalError } from '@pennypost/sdk'
import type { Context } from '../context.ts'
import { flowStep } from './flowStep.ts'
import type { ReadyStamp } from './judgeStamps.ts'
import { lotsOf } from './lotsOf.ts'
import type { PassedOver } from './passedOver.ts'
import type { SettledStamp } from './settledStamp.ts'
import { broughtOf, creditsOf, expectedOf } from './settledStamp.ts'
import type { StampAct } from './stampAct.ts'
import { stampActs } from './stampAct.ts'
import { stampsTable } from './stampsTable.ts'
import type { TokenNames } from './tokenNames.ts'
import type { Work } from './work.ts'

export type StampWorkOptions = { names: TokenNames; now: number }

/** Stamps of one step: four million gas, and half of what nodes pass on as one transaction. */
const lotSize = 250

/** Does something about stamps, those left out that are answered or end meanwhile. */
export async function stampWork(
  context: Context,
  act: StampAct,
  ready: readonly ReadyStamp[],
  options: StampWorkOptions,
): Promise<Work> {
  const leftOut: PassedOver[] = []
  const steps = lotsOf(ready, lotSize).map(({ lot, place }) => {
    const { verb, action, flow } = stampActs[act]
    const stampsOf = (some: readonly ReadyStamp[]) => ({ stamps: some.map(({ stamp }) => stamp) })
    return flowStep({
      label: `${verb}${place}`,
      items: lot,
      send: (signer, some, flowOptions) => flow(signer, { ...stampsOf(some), ...flowOptions }),
      preview: ({ client, account, contracts }) => ({
        call: action.call(contracts, stampsOf(lot)),
        estimateGas: () => action.estimateGas(client, { ...stampsOf(lot), account, contracts }),
      }),
      isAbout: (error, { stampId }) =>
        error instanceof ChunkRefusalError && error.stampId === stampId,
      onLeftOut: ({ stampId }, error) => leftOut.push(leftOutFor(stampId, error)),
    })
  })
  return { ...(await stampWorkOf(context, act, ready, options)), steps, leftOut }
}

/** All but how it is done. */
export async function stampWorkOf(
  context: Context,
  act: StampAct,
  ready: readonly ReadyStamp[],
  { names, now }: StampWorkOptions,
): Promise<Omit<Work, 'steps' | 'leftOut'>> {
  const { contracts } = await context.chain()
  await names.learn(ready.map(({ stamp }) => stamp.token))
  const expected = await expectedOf(context, act, ready)
  const { style } = context.output
  return {
    noun: 'stamp',
    count: ready.length,
    details: [['Stamps', stampsTable(style, act, expected, { names, now })]],
    credits: creditsOf(expected),
    outcome(receipts) {
      const brought = broughtOf(contracts, act, ready, receipts)
      const facts = { stamps: brought.map(stampJson) }
      return { count: brought.length, credits: creditsOf(brought), facts }
    },
  }
}

function stampJson({ stampId, stamp, stakeTo, carriageTo }: SettledStamp) {
  return { stampId, ...stamp, stakeTo, carriageTo }
}

function leftOutFor(stampId: PassedOver['stampId'], error: unknown): PassedOver {
  const { shortMessage, errorName } = error as ChunkRefusalError
  const reason = errorName === 'StampHasExpired' ? 'late' : 'answered'
  return { stampId, reason, text: `${shortMessage.replace(/\.$/, '')}` }
}
