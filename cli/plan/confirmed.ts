import { ask, canAsk } from '../accounts/ask.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import type { Plan } from '../plan.ts'
import { createStyle } from '../print/style.ts'
import { fields } from '../print/tables.ts'

/**
 * Shows a plan and asks for a yes, unless --yes says it already.
 *
 * @param isSigned - Whether the account has a part in it, and so is shown; true unless told.
 * @throws {CliError} The answer is something else, or nobody is there to give one.
 */
export async function confirmed(
  context: Context,
  plan: Pick<Plan, 'title' | 'details'>,
  isSigned = true,
): Promise<void> {
  if (context.globals.yes) return
  if (!canAsk())
    throw new CliError(
      `This asks for a yes, and there is no terminal to ask on: ${plan.title}. Say --yes, or look first with --dry-run.`,
    )
  const { name } = await context.chain()
  const account = isSigned ? `${await context.address()} (${context.account().text})` : undefined
  const rows = fields(createStyle(false), [
    ...(plan.details ?? []),
    ['Account', account],
    ['Chain', name],
  ])
  process.stderr.write(`${plan.title}\n${rows}\n`)
  const answer = await ask('Go on? [y/N] ')
  if (!/^y(es)?$/i.test(answer.trim())) throw new CliError('Nothing was sent.')
}
