import type { Door } from '@pennypost/sdk'
import { getDoor, setDoor } from '@pennypost/sdk'
import { Argument } from 'commander'
import { chosenInbox } from '../../inboxes/chosenInbox.ts'
import { doorText } from '../../inboxes/doorText.ts'
import type { InboxOption } from '../../inboxes/inboxOption.ts'
import { inboxOption } from '../../inboxes/inboxOption.ts'
import { registered } from '../../inboxes/registered.ts'
import { actionStep } from '../../plan/actionStep.ts'
import { runPlan } from '../../plan.ts'
import { fields } from '../../print/tables.ts'
import { timeText } from '../../print/timeText.ts'
import { defineCommand } from '../command.ts'

export const inboxDoor = defineCommand<InboxOption, [door?: Door]>({
  path: 'inbox door',
  summary: 'show or set how strangers reach the inbox',
  description:
    'Show how strangers reach an inbox; with a word, set it. free: without postage; postage: with a stamp; closed: not at all. Relays enforce it.',
  examples: ['inbox door --dev 0', 'inbox door postage --dev 0'],
  configure: (command) =>
    inboxOption(command).addArgument(
      new Argument('[door]', 'the new word').choices(['free', 'postage', 'closed']),
    ),
  async run(context, options, door) {
    const inboxId = await chosenInbox(context, options)
    if (door) {
      await runPlan(context, {
        title: `Set the door of inbox ${inboxId} to ${door}`,
        details: [['Means', doorText(door)]],
        steps: [actionStep('Set door', setDoor, { inboxId, door })],
        facts: { inboxId, door },
      })
      return
    }
    const { output } = context
    await registered(context, inboxId)
    const { client, contracts, caip2: chain } = await context.chain()
    const now = await getDoor(client, { inboxId, contracts })
    output.result({ inboxId, chain, ...now, setAt: now.setAt || null }, () =>
      fields(output.style, [
        ['Inbox', inboxId],
        ['Door', `${now.door}: ${doorText(now.door)}`],
        ['Since', now.setAt === 0 ? 'it was registered' : timeText(now.setAt)],
      ]),
    )
  },
})
