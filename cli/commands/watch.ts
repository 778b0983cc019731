import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import { ExitError } from '../errors/ExitError.ts'
import { exitCodes } from '../exitCodes.ts'
import { parseAccount } from '../parse/parseAddress.ts'
import { parseId, parseIds } from '../parse/parseId.ts'
import { parseFeedTypes } from '../watch/parseFeedTypes.ts'
import { tellFeed } from '../watch/tellFeed.ts'
import { untilInterrupted } from '../watch/untilInterrupted.ts'
import type { ScopeOptions } from '../watch/watchScope.ts'
import { watchScope } from '../watch/watchScope.ts'
import { defineCommand } from './command.ts'

type Options = ScopeOptions & {
  from?: string | undefined
  once?: boolean | undefined
  until?: readonly string[] | undefined
}

export const watchCommand = defineCommand<Options>({
  path: 'watch',
  summary: 'tell what happens, as it happens',
  description:
    'Tell what happens to the account and its inbox, as it happens, and what a reorg takes back; or to what is named. It goes on until Ctrl-C, --once or --until ends it, and mends a connection that breaks. With --json each event is a document of one line, as in the feed of the API.',
  examples: [
    'watch --dev 2',
    'watch --everything --type stamp.* --json',
    'watch --stamp 0x58eb… --until stamp.collected',
  ],
  configure,
  async run(context, options) {
    const scope = await watchScope(context, options)
    const ended = await untilInterrupted((signal) =>
      tellFeed(context, { ...options, scope, signal }),
    )
    if (ended.isDone) return
    if (ended.last !== undefined) context.output.note(`To go on from here: --from ${ended.last}`)
    throw new ExitError(exitCodes.interrupted)
  },
})

function configure(command: Command): Command {
  return command
    .option('--inbox <id>', 'only what is about this inbox', parseId)
    .option('--relay <address>', 'only what is about this relay', parseAccount)
    .option('--stamp <id>', 'only this stamp; may come again', parseIds)
    .option('--everything', 'all that happens on the chain')
    .option('--type <type>', 'only such as stamp.posted or stamp.*; may come again', parseFeedTypes)
    .option(
      '--from <id>',
      'go on after this entry, by its id (default: from now on)',
      parsePosition,
    )
    .option('--once', 'end after the first')
    .option('--until <type>', 'end after the first of a type; may come again', parseFeedTypes)
}

function parsePosition(text: string): string {
  if (!/^\d{1,15}$/.test(text))
    throw new InvalidArgumentError('Give the id of an entry, such as 1795377600017.')
  return text
}
