import { cancelRecoveryTransfer } from '@pennypost/sdk'
import { chosenInbox } from '../../inboxes/chosenInbox.ts'
import type { InboxOption } from '../../inboxes/inboxOption.ts'
import { inboxOption } from '../../inboxes/inboxOption.ts'
import { actionStep } from '../../plan/actionStep.ts'
import { runPlan } from '../../plan.ts'
import { defineCommand } from '../command.ts'

export const inboxRecoveryCancel = defineCommand<InboxOption>({
  path: 'inbox recovery cancel',
  summary: 'call off handing the recovery over',
  description:
    'Call off handing the recovery of an inbox over. The recovery, the guardian and every wallet may.',
  examples: ['inbox recovery cancel --dev 0'],
  configure: inboxOption,
  async run(context, options) {
    const inboxId = await chosenInbox(context, options)
    await runPlan(context, {
      title: `Call off handing over the recovery of inbox ${inboxId}`,
      steps: [actionStep('Cancel', cancelRecoveryTransfer, { inboxId })],
      facts: { inboxId },
    })
  },
})
