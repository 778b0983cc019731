import type { Address } from 'viem'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { ExitError } from '../errors/ExitError.ts'
import { exitCodes } from '../exitCodes.ts'
import type { Done } from '../plan/step.ts'
import { runPlan } from '../plan.ts'
import { creditRows, creditsJson } from './credits.ts'
import type { PassedOver } from './passedOver.ts'
import { hasRefusal, passedOverText } from './passedOver.ts'
import { counted } from './stampAct.ts'
import type { TokenNames } from './tokenNames.ts'
import type { Row, Work } from './work.ts'

export type RunWorksParameters = {
  /** What is done, as an order: `Collect`. */
  verb: string
  works: readonly Work[]
  passedOver: readonly PassedOver[]
  /** Whether everything was meant that there is: then nothing that is passed over was asked for by name. */
  isAll: boolean
  /** What to say where there is nothing. */
  nothing: string
  names: TokenNames
}

/**
 * Does what can be done, and says what cannot and why. What was named and cannot be done, unless it was done before, ends the command
 * with the code of a refusal, after everything else.
 */
export async function runWorks(context: Context, parameters: RunWorksParameters): Promise<void> {
  const { verb, passedOver, isAll, nothing, names } = parameters
  const { output } = context
  const works = parameters.works.filter(({ count }) => count > 0)
  const told = passedOverText(passedOver, isAll)
  if (works.length === 0 && hasRefusal(passedOver, isAll))
    throw new CliError(told, { exitCode: exitCodes.refused })
  if (told) output.note(told)
  if (works.length === 0) return await printNothing(context, nothing, passedOver)

  const own = await context.address()
  const refused = () => works.flatMap(({ leftOut }) => leftOut)
  const { details, outcome, facts } = tellingOf(works, names, own)
  const done = await runPlan(context, {
    title: `${verb} ${works.map(({ count, noun }) => counted(count, noun)).join(' and ')}`,
    asks: true,
    details,
    outcome,
    steps: works.flatMap(({ steps }) => steps),
    facts: (of) => ({ ...facts(of), passedOver: [...passedOver, ...refused()] }),
  })
  if (!done) return
  const late = passedOverText(refused(), false)
  if (late) output.note(late)
  if (hasRefusal([...passedOver, ...refused()], isAll)) throw new ExitError(exitCodes.refused)
}

/** What is said before and after. */
function tellingOf(works: readonly Work[], names: TokenNames, own: Address) {
  const outcomesOf = (done: readonly Done[]) => {
    const receipts = done.flatMap(({ transactions }) => transactions.map(({ receipt }) => receipt))
    return works.map((work) => ({ ...work, ...work.outcome(receipts) }))
  }
  const details: Row[] = [
    ...works.flatMap((work) => work.details),
    ...creditRows(
      works.flatMap(({ credits }) => credits),
      names,
      own,
    ),
  ]
  return {
    details,
    outcome(done: readonly Done[]): readonly Row[] {
      const outcomes = outcomesOf(done)
      const credits = outcomes.flatMap((one) => one.credits)
      const isWhole = outcomes.every(({ count }, index) => count === works[index]?.count)
      const counts = outcomes.map(({ count, noun }) => counted(count, noun)).join(' and ')
      return [['Only', isWhole ? undefined : counts], ...creditRows(credits, names, own)]
    },
    facts(done: readonly Done[]): object {
      const outcomes = outcomesOf(done)
      const credits = outcomes.flatMap((one) => one.credits)
      const all = Object.assign({}, ...outcomes.map(({ facts }) => facts)) as object
      return { ...all, credits: creditsJson(credits, names) }
    },
  }
}

async function printNothing(
  context: Context,
  nothing: string,
  passedOver: readonly PassedOver[],
): Promise<void> {
  const { caip2: chain } = await context.chain()
  const account = await context.address()
  const document = { credits: [], passedOver, account, chain, transactions: [] }
  context.output.result(document, () => nothing)
}
