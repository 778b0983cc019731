import { acceptRecoveryTransfer } from '@pennypost/sdk'
import { chosenInbox } from '../../inboxes/chosenInbox.ts'
import type { InboxOption } from '../../inboxes/inboxOption.ts'
import { inboxOption } from '../../inboxes/inboxOption.ts'
import { actionStep } from '../../plan/actionStep.ts'
import { runPlan } from '../../plan.ts'
import { defineCommand } from '../command.ts'

export const inboxRecoveryAccept = defineCommand<InboxOption>({
  path: 'inbox recovery accept',
  summary: 'take over the recovery that was handed to the account',
  description:
    'Take over the recovery of an inbox, from two to 30 days after it was started to be handed to the account. Mostly the account is no wallet of the inbox: name that with --inbox.',
  examples: ['inbox recovery accept --inbox 0x58eb… --keystore new.json'],
  configure: inboxOption,
  async run(context, options) {
    const inboxId = await chosenInbox(context, options)
    await runPlan(context, {
      title: `Take over the recovery of inbox ${inboxId}`,
      steps: [actionStep('Accept', acceptRecoveryTransfer, { inboxId })],
      facts: { inboxId, recovery: await context.address() },
    })
  },
})
