import type { Command } from 'commander'
import type { Hex } from 'viem'
import { parseId } from '../parse/parseId.ts'

export type InboxOption = { inbox?: Hex | undefined }

/** Declares `--inbox`, for commands about an inbox that is mostly one's own. */
export function inboxOption(command: Command): Command {
  return command.option(
    '--inbox <id>',
    'inbox that is meant (default: that of the account)',
    parseId,
  )
}
