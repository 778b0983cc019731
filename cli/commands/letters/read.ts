import { CliError } from '../../errors/CliError.ts'
import { ExitError } from '../../errors/ExitError.ts'
import { exitCodes } from '../../exitCodes.ts'
import { chosenInbox } from '../../inboxes/chosenInbox.ts'
import type { InboxOption } from '../../inboxes/inboxOption.ts'
import { inboxOption } from '../../inboxes/inboxOption.ts'
import { createReading } from '../../letters/createReading.ts'
import type { MailboxPlace } from '../../letters/mailbox.ts'
import { openMailbox } from '../../letters/mailbox.ts'
import { namedRelay, urlOf } from '../../letters/namedRelay.ts'
import { previewSession } from '../../letters/previewSession.ts'
import { readDelivered } from '../../letters/readDelivered.ts'
import { recipientKeys } from '../../letters/recipientKeys.ts'
import type { RelayOptions } from '../../letters/relayOptions.ts'
import { relayOptions } from '../../letters/relayOptions.ts'
import { tellForeignKeys } from '../../letters/tellForeignKeys.ts'
import { parseCount } from '../../parse/parseCount.ts'
import { parseDuration } from '../../parse/parseDuration.ts'
import { untilInterrupted } from '../../watch/untilInterrupted.ts'
import { defineCommand } from '../command.ts'

type Options = RelayOptions &
  InboxOption & {
    key?: readonly string[] | undefined
    out?: string | undefined
    keep?: boolean | undefined
    discard?: boolean | undefined
    follow?: boolean | undefined
    limit?: number | undefined
    wait?: number | undefined
  }

export const read = defineCommand<Options>({
  path: 'read',
  summary: 'take letters from a relay, and open them',
  description:
    'Take the letters of an inbox from a relay, open them with files of keys, and show them, with who wrote each, as far as that was proven, and the stake that waits for an answer. A signing key among the keys shows the relay whose letters these are, else the account does. A letter is acknowledged, and so gone from the relay, once it is safely shown or written; what cannot be opened stays there.',
  examples: [
    'read --key letters.json --relay http://127.0.0.1:8788 --dev 0',
    'read --key signing.json --key letters.json --relay http://127.0.0.1:8788 --out post --dev 0',
    'read --key letters.json --relay http://127.0.0.1:8788 --follow --json --dev 0',
  ],
  configure: (command) =>
    relayOptions(inboxOption(command))
      .option('--key <file>', 'key that opens letters, or signs; may come again', collected)
      .option('--out <folder>', 'write what is in the letters to files there')
      .option('--keep', 'leave the letters at the relay')
      .option('--discard', 'throw away for good what is no letter of Pennypost')
      .option('--follow', 'stay, and show each letter as it comes')
      .option('--limit <n>', 'stop after so many letters that were read', parseCount)
      .option(
        '--wait <time>',
        'end when no letter came for so long (default: with the last that waits)',
        parseDuration,
      ),
  async run(context, options) {
    const { key: files = [], limit = Number.POSITIVE_INFINITY, follow = false } = options
    if (limit === 0) throw new CliError('--limit 0 reads nothing.')
    if (options.wait === 0) throw new CliError('--wait 0s would wait for nothing. Leave it out.')
    if (follow && options.wait !== undefined)
      throw new CliError('--wait says when to end, and --follow not to: not both at once.')
    const { keep = false, discard = false } = options
    if (keep && discard)
      throw new CliError('--keep leaves all letters at the relay, and --discard not: not both.')
    const relay = await namedRelay(context, options)
    const inboxId = await chosenInbox(context, options)
    const place: MailboxPlace = { inboxId, relay: relay.relay, url: urlOf(relay) }
    if (context.globals.dryRun) {
      await previewSession(context, place, files)
      return
    }
    const { opening, ...keys } = await recipientKeys(context, files)
    await tellForeignKeys(context, inboxId, files)
    const idleMs = options.wait === undefined ? undefined : options.wait * 1_000
    const mailbox = await openMailbox(context, place, keys, { idleMs, follow })
    if (follow) context.output.note('Waiting for letters, until Ctrl-C.')
    const { caip2: chain } = await context.chain()
    const reading = createReading(context, {
      ...{ mailbox, keep, discard },
      isOne: context.output.isJson && !follow,
      facts: { chain, inboxId, relay: relay.relay },
    })
    const how = { inboxId, relay: relay.relay, keys: opening, out: options.out }
    const all = async (signal?: AbortSignal) => {
      for await (const letter of mailbox.letters(signal)) {
        await reading.show(letter, await readDelivered(context, letter, how))
        if (reading.count() >= limit) break
      }
      return signal?.aborted ?? false
    }
    const isInterrupted = await (follow ? untilInterrupted(all) : all()).catch(reading.fail)
    // Each letter was shown, and acknowledged, before: there is no more to say.
    if (isInterrupted) throw new ExitError(exitCodes.interrupted)
    await reading.end()
  },
})

const collected = (file: string, before: readonly string[] = []) => [...before, file]
