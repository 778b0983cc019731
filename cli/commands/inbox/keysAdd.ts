import { addKeys, keyIdOf } from '@pennypost/sdk'
import { CliError } from '../../errors/CliError.ts'
import { chosenInbox } from '../../inboxes/chosenInbox.ts'
import type { InboxOption } from '../../inboxes/inboxOption.ts'
import { inboxOption } from '../../inboxes/inboxOption.ts'
import type { KeyFileOptions } from '../../inboxes/keyFileOptions.ts'
import { keyFileOptions, keyInputs } from '../../inboxes/keyFileOptions.ts'
import { keyKindText } from '../../inboxes/keyKindText.ts'
import { actionStep } from '../../plan/actionStep.ts'
import { runPlan } from '../../plan.ts'
import { defineCommand } from '../command.ts'

export const inboxKeysAdd = defineCommand<InboxOption & KeyFileOptions>({
  path: 'inbox keys add',
  summary: 'add keys to an inbox, or give them a new end',
  description:
    'Add keys to an inbox, each with a proof that somebody has it. Keys that receive letters cannot sign: a signing key added with them speaks for them, or the one that --voucher names, which has to be active already. Adding an active or expired key again sets its new end.',
  examples: ['inbox keys add --dev 0 --key signing.json --key letters.json'],
  configure: (command) => keyFileOptions(inboxOption(command)),
  async run(context, options) {
    if (!options.key) throw new CliError('Which key? Name its file with --key.')
    const inboxId = await chosenInbox(context, options)
    const keys = await keyInputs(context, inboxId, options)
    const added = keys.map(({ kind, publicKey, expiresAt }) => {
      const keyId = keyIdOf(kind, publicKey)
      return { keyId, kind, publicKey, expiresAt: expiresAt === 0 ? null : expiresAt }
    })
    await runPlan(context, {
      title: `Add ${keys.length === 1 ? 'a key' : `${keys.length} keys`} to inbox ${inboxId}`,
      details: added.map(({ kind, keyId }) => [keyKindText(kind) ?? '', keyId] as const),
      steps: [actionStep('Add keys', addKeys, { inboxId, keys })],
      facts: { inboxId, keys: added },
    })
  },
})
