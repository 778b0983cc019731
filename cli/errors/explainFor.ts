import type { Context } from '../context.ts'
import type { Explanation } from './explain.ts'
import { explain } from './explain.ts'
import { explainMoney } from './explainMoney.ts'

/**
 * What to say of an error to whoever ran a command: of one that money is behind, with account and sums.
 *
 * @param context - Undefined: the command line was not understood.
 */
export async function explainFor(
  context: Context | undefined,
  error: unknown,
): Promise<Explanation> {
  const explanation = explain(error)
  const message = context && (await explainMoney(context, error))
  return message === undefined ? explanation : { ...explanation, message }
}
