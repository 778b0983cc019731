import type { Hex } from 'viem'
import type { Context } from '../context.ts'

/** Who would write: the one that is named, else the account, if one is chosen; undefined: a stranger whom nobody knows. */
export async function chosenSender(
  context: Context,
  named: Hex | undefined,
): Promise<Hex | undefined> {
  const { env, globals } = context
  const isChosen = [globals.dev, globals.keystore, env.keystore, env.privateKey].some(
    (source) => source !== undefined,
  )
  return named ?? (isChosen ? await context.address() : undefined)
}
