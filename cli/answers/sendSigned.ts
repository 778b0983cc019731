import type { CollectMailForParameters, SettleForParameters } from '@pennypost/sdk'
import { collectMailFor, settleFor } from '@pennypost/sdk'
import type { Context } from '../context.ts'
import { actionStep } from '../plan/actionStep.ts'
import { circumstancesOf } from './circumstancesOf.ts'
import { judgeMail } from './judgeMail.ts'
import { judgeStamps } from './judgeStamps.ts'
import { mailingIdOn } from './mailOfFile.ts'
import { mailWorkOf } from './mailWork.ts'
import type { PassedOver } from './passedOver.ts'
import { identified } from './postedStamp.ts'
import { readSignedAnswers } from './readSignedAnswers.ts'
import { runWorks } from './runWorks.ts'
import { stampActs } from './stampAct.ts'
import { stampWorkOf } from './stampWork.ts'
import type { TokenNames } from './tokenNames.ts'
import { createTokenNames } from './tokenNames.ts'
import type { Work } from './work.ts'

type Part = { work: Work; passedOver: readonly PassedOver[] }

/** Sends answers that a recipient has signed. What cannot be done any more is passed over, and an answer of nothing else not sent. */
export async function sendSigned(
  context: Context,
  act: 'collect' | 'return',
  file: string,
): Promise<void> {
  const { answers, letters } = await readSignedAnswers(context, act, file)
  const names = createTokenNames(context)
  const parts: Part[] = []
  for (const answer of answers) parts.push(await answerPart(context, act, answer, names))
  for (const signed of letters) parts.push(await lettersPart(context, signed, names))
  await runWorks(context, {
    verb: stampActs[act].verb,
    works: parts.map(({ work }) => work),
    passedOver: parts.flatMap(({ passedOver }) => passedOver),
    isAll: false,
    nothing: 'There is nothing left to do: all of it was done before.',
    names,
  })
}

async function answerPart(
  context: Context,
  act: 'collect' | 'return',
  answer: SettleForParameters,
  names: TokenNames,
): Promise<Part> {
  const circumstances = await circumstancesOf(context, answer.wallet)
  const posted = await Promise.all(answer.stamps.map((stamp) => identified(context, stamp)))
  const { ready, passedOver } = await judgeStamps(context, act, posted, circumstances)
  const { now } = circumstances
  const work = await stampWorkOf(context, act, ready, { names, now })
  const label = `${stampActs[act].verb} as ${answer.wallet} signed`
  // Whole, as it was signed: the contract passes over what is answered or late.
  const steps = [actionStep(label, settleFor, answer)]
  return { work: { ...work, steps, leftOut: [] }, passedOver }
}

async function lettersPart(
  context: Context,
  signed: CollectMailForParameters,
  names: TokenNames,
): Promise<Part> {
  const { mailing, claims, wallet } = signed
  const mailingId = await mailingIdOn(context, mailing)
  const circumstances = await circumstancesOf(context, wallet)
  const mail = { mailingId, mailing, claims }
  const { ready, passedOver } = await judgeMail(context, [mail], circumstances)
  const { now } = circumstances
  const work = await mailWorkOf(context, ready, { names, now })
  const steps = [actionStep(`Collect letters as ${wallet} signed`, collectMailFor, signed)]
  return { work: { ...work, steps, leftOut: [] }, passedOver }
}
