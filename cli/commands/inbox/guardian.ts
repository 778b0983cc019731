import { getGuardian, setGuardian } from '@pennypost/sdk'
import type { Address } from 'viem'
import { zeroAddress } from 'viem'
import { chosenInbox } from '../../inboxes/chosenInbox.ts'
import { guardianText } from '../../inboxes/guardianText.ts'
import type { InboxOption } from '../../inboxes/inboxOption.ts'
import { inboxOption } from '../../inboxes/inboxOption.ts'
import { registered } from '../../inboxes/registered.ts'
import { parseAccountOr } from '../../parse/parseAddress.ts'
import { actionStep } from '../../plan/actionStep.ts'
import { runPlan } from '../../plan.ts'
import { fields } from '../../print/tables.ts'
import { defineCommand } from '../command.ts'

export const inboxGuardian = defineCommand<InboxOption, [guardian?: Address | 'none']>({
  path: 'inbox guardian',
  summary: 'show or set who helps when the recovery is lost',
  description:
    'Show the guardian of an inbox; with an address, name one, in office two days from now. A guardian can start handing the inbox over when the recovery is lost. It does not help against a recovery that is stolen.',
  examples: [
    'inbox guardian --dev 0',
    'inbox guardian 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --dev 0',
    'inbox guardian none --dev 0',
  ],
  configure: (command) =>
    inboxOption(command).argument('[guardian]', 'address, or none', parseAccountOr('none')),
  async run(context, options, given) {
    const inboxId = await chosenInbox(context, options)
    if (given !== undefined) {
      const guardian = given === 'none' ? zeroAddress : given
      await runPlan(context, {
        title:
          given === 'none'
            ? `Name no guardian of inbox ${inboxId}`
            : `Name ${given} guardian of inbox ${inboxId}`,
        details: [['In force', 'two days after it is mined']],
        steps: [actionStep('Set guardian', setGuardian, { inboxId, guardian })],
        facts: { inboxId, guardian: given === 'none' ? null : given },
      })
      return
    }
    const { output } = context
    await registered(context, inboxId)
    const { client, contracts, caip2: chain } = await context.chain()
    const { current, next, from } = await getGuardian(client, { inboxId, contracts })
    const document = {
      ...{ inboxId, chain, guardian: current ?? null },
      change: from === undefined ? null : { guardian: next ?? null, from },
    }
    output.result(document, () =>
      fields(output.style, [
        ['Inbox', inboxId],
        ['Guardian', guardianText({ current, next, from })],
      ]),
    )
  },
})
