import { getBlock } from 'viem/actions'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { durationText } from '../print/timeText.ts'

/**
 * Looks once more whether recipients have the time to answer that they ask for: sealing many letters takes a while, and so may whoever is
 * asked for a yes.
 *
 * @param longest - What one of them asks for, in seconds.
 * @throws {CliError} One of them would not.
 */
export async function checkInTime(
  context: Context,
  expiresAt: number,
  longest: number,
): Promise<void> {
  const { client } = await context.chain()
  const { timestamp } = await getBlock(client)
  const now = Math.max(Number(timestamp), Math.floor(Date.now() / 1_000))
  if (expiresAt - now > longest) return
  throw new CliError(
    `By now there is less time until the mailing expires than the ${durationText(longest)} that a recipient asks for. Nothing was sent: let --expires be later.`,
  )
}
