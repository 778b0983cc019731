import { revokeAllKeys, revokeKeys } from '@pennypost/sdk'
import type { Hex } from 'viem'
import { CliError } from '../../errors/CliError.ts'
import { chosenInbox } from '../../inboxes/chosenInbox.ts'
import type { InboxOption } from '../../inboxes/inboxOption.ts'
import { inboxOption } from '../../inboxes/inboxOption.ts'
import { registered } from '../../inboxes/registered.ts'
import { parseIds } from '../../parse/parseId.ts'
import { actionStep } from '../../plan/actionStep.ts'
import { runPlan } from '../../plan.ts'
import { defineCommand } from '../command.ts'

type Options = InboxOption & { all?: boolean | undefined }

export const inboxKeysRevoke = defineCommand<Options, [keyIds?: readonly Hex[]]>({
  path: 'inbox keys revoke',
  summary: 'revoke keys of an inbox, for good',
  description:
    'Revoke keys of an inbox, for good: none of them ever returns. A wallet or the recovery may. One that was never added is banned.',
  examples: ['inbox keys revoke --dev 0 --all --yes'],
  configure: (command) =>
    inboxOption(command)
      .argument('[keyIds...]', 'ids of the keys, as inbox keys list shows them', parseIds)
      .option('--all', 'every key that the inbox has'),
  async run(context, options, keyIds = []) {
    const { all = false } = options
    if (all === keyIds.length > 0)
      throw new CliError('Name the keys to revoke by their ids, or say --all.')
    const inboxId = await chosenInbox(context, options)
    const { keyCount } = await registered(context, inboxId)
    const count = all ? keyCount : keyIds.length
    await runPlan(context, {
      title: `Revoke ${all ? 'all ' : ''}${count} key${count === 1 ? '' : 's'} of inbox ${inboxId}, for good`,
      details: keyIds.map((keyId) => ['Key', keyId] as const),
      asks: true,
      steps: [
        all
          ? actionStep('Revoke', revokeAllKeys, { inboxId })
          : actionStep('Revoke', revokeKeys, { inboxId, keyIds }),
      ],
      facts: { inboxId, ...(all ? { all } : { keyIds }) },
    })
  },
})
