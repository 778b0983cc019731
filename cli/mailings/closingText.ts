import type { Context } from '../context.ts'
import { commandLine } from '../print/commandLine.ts'
import { timeText } from '../print/timeText.ts'

/** How the rest of a mailing comes back to its sender, and from when on. */
export function closingText(
  context: Pick<Context, 'globals'>,
  file: string,
  expiresAt: number,
): string {
  return `From ${timeText(expiresAt)} on, what nobody collected comes back to its sender, by any account that pays for the gas: ${commandLine(context, ['mailing', 'close', file])}`
}
