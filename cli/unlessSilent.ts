import type { CallOptions } from '@pennypost/sdk'
import type { Context } from './context.ts'
import { explain } from './errors/explain.ts'
import { exitCodes } from './exitCodes.ts'

/** Whoever asks has most of the answer already, and is not kept waiting for the rest. */
const hasty: CallOptions = { retries: 0, timeout: 5_000 }

/**
 * What only the API knows, where the chain has told the rest already: undefined, and a note why, where the API does not answer or not
 * yet.
 *
 * @param what - That is missing then, as the subject of a sentence: `Wallets and keys`.
 */
export async function unlessSilent<value>(
  { output }: Context,
  what: string,
  ask: (options: CallOptions) => Promise<value>,
): Promise<value | undefined> {
  try {
    return await ask(hasty)
  } catch (error) {
    const { exitCode, message, name } = explain(error)
    const isSilent = exitCode === exitCodes.unreachable || exitCode === exitCodes.untrusted
    if (!isSilent && !name.endsWith('_not_found')) throw error
    output.note(`${what} cannot be listed now. ${message}`)
    return undefined
  }
}
