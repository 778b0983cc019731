import { startRecoveryTransfer } from '@pennypost/sdk'
import type { Address } from 'viem'
import { chosenInbox } from '../../inboxes/chosenInbox.ts'
import type { InboxOption } from '../../inboxes/inboxOption.ts'
import { inboxOption } from '../../inboxes/inboxOption.ts'
import { parseAccount } from '../../parse/parseAddress.ts'
import { actionStep } from '../../plan/actionStep.ts'
import { runPlan } from '../../plan.ts'
import { defineCommand } from '../command.ts'

export const inboxRecoveryStart = defineCommand<InboxOption, [to: Address]>({
  path: 'inbox recovery start',
  summary: 'start handing the recovery to another account',
  description:
    'Start handing the recovery of an inbox to another account. The recovery or the guardian may. The other accepts from two to 30 days later; until then the recovery, the guardian and every wallet can cancel.',
  examples: ['inbox recovery start 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --dev 0'],
  configure: (command) => inboxOption(command).argument('<to>', 'the new recovery', parseAccount),
  async run(context, options, to) {
    const inboxId = await chosenInbox(context, options)
    await runPlan(context, {
      title: `Start handing the recovery of inbox ${inboxId} to ${to}`,
      details: [['Accepted', 'two to 30 days after it is mined, by the new recovery']],
      steps: [actionStep('Start', startRecoveryTransfer, { inboxId, to })],
      facts: { inboxId, to },
    })
  },
})
