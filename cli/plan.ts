import type { Context } from './context.ts'
import { confirmed } from './plan/confirmed.ts'
import { dryRun } from './plan/dryRun.ts'
import { printDone } from './plan/printDone.ts'
import { createReport } from './plan/report.ts'
import type { Done, Step } from './plan/step.ts'
import type { Cell } from './print/tables.ts'

/** What a writing command is about to do. */
export type Plan = {
  /** As an order, for people: `Deposit 0.05 ETH for 0x…`. */
  title: string
  /** What a person should know of it before and after. */
  details?: readonly (readonly [name: string, value: Cell])[] | undefined
  /** What came of it, where that is not known before; it takes the place of the details. */
  outcome?:
    | ((done: readonly Done[]) => readonly (readonly [name: string, value: Cell])[])
    | undefined
  /** Whether a yes is asked for first: money moves, or it cannot be undone. */
  asks?: boolean | undefined
  steps: readonly Step[]
  /** What the document says beside account, chain and transactions. */
  facts?: object | ((done: readonly Done[]) => object) | undefined
}

/**
 * Carries a plan out: asks for a yes where one is due, sends one step after the other, waits for each, and prints what came of it. With
 * --dry-run it signs and sends nothing, and prints what it would have.
 *
 * @returns What came of each step; undefined after --dry-run.
 * @throws {CliError} The answer was no, or nobody is there to be asked and --yes is missing.
 */
export async function runPlan(context: Context, plan: Plan): Promise<readonly Done[] | undefined> {
  if (context.globals.dryRun) {
    await dryRun(context, plan)
    return undefined
  }
  // A wrong password or chain is to be told before anything is asked.
  const signer = await context.signer()
  if (plan.asks) await confirmed(context, plan)
  const { contracts } = await context.chain()
  const report = createReport(context, plan.steps.length)
  const done: Done[] = []
  for (const step of plan.steps) done.push(await step.run({ signer, contracts, report }))
  await printDone(context, plan, done)
  return done
}
