import { getBlock } from 'viem/actions'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { durationText } from '../print/timeText.ts'
import type { Expiry } from './parseExpiry.ts'

// As the contract has them, in seconds.
const shortest = 3_600
const longest = 60 * 86_400

/** Seconds that it may take until the mailing is mined: recipients' time to answer counts from then on. */
const untilMined = 600

/**
 * When a mailing expires, and how long recipients have until then, both in seconds.
 *
 * @throws {CliError} It would have less time, or more, than the contract takes.
 */
export async function expiryOf(
  context: Context,
  expires: Expiry,
): Promise<{ expiresAt: number; window: number }> {
  const { client } = await context.chain()
  const now = Number((await getBlock(client)).timestamp)
  const expiresAt = 'at' in expires ? expires.at : now + expires.after
  const time = expiresAt - now
  if (time < shortest + untilMined)
    throw new CliError(
      `A mailing is open for at least ${durationText(shortest)}, and ${durationText(untilMined)} more for being mined: let --expires be later.`,
    )
  if (time > longest)
    throw new CliError(
      `A mailing is open for at most ${durationText(longest)}: let --expires be earlier.`,
    )
  return { expiresAt, window: time - untilMined }
}
