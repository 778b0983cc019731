import { getPayout, setPayout } from '@pennypost/sdk'
import type { Address } from 'viem'
import { isAddressEqual, zeroAddress } from 'viem'
import { chosenInbox } from '../../inboxes/chosenInbox.ts'
import type { InboxOption } from '../../inboxes/inboxOption.ts'
import { inboxOption } from '../../inboxes/inboxOption.ts'
import { registered } from '../../inboxes/registered.ts'
import { parseAccountOr } from '../../parse/parseAddress.ts'
import { actionStep } from '../../plan/actionStep.ts'
import { runPlan } from '../../plan.ts'
import { fields } from '../../print/tables.ts'
import { defineCommand } from '../command.ts'

export const inboxPayout = defineCommand<InboxOption, [payout?: Address | 'recovery']>({
  path: 'inbox payout',
  summary: 'show or set whose balance stakes go to',
  description:
    'Show whose balance in the PostOffice the stakes of an inbox go to; with an address, set it. Only the recovery may. It holds for what is collected from then on, posted before or not.',
  examples: [
    'inbox payout --dev 0',
    'inbox payout 0x70997970C51812dc3A010C7d01b50e0d17dc79C8 --dev 0',
    'inbox payout recovery --dev 0',
  ],
  configure: (command) =>
    inboxOption(command).argument(
      '[payout]',
      'address, or recovery: wherever that is',
      parseAccountOr('recovery'),
    ),
  async run(context, options, given) {
    const inboxId = await chosenInbox(context, options)
    if (given !== undefined) {
      const payout = given === 'recovery' ? zeroAddress : given
      await runPlan(context, {
        title: `Pay stakes of inbox ${inboxId} to ${given === 'recovery' ? 'its recovery' : given}`,
        steps: [actionStep('Set payout', setPayout, { inboxId, payout })],
        facts: { inboxId, payout: given === 'recovery' ? null : given },
      })
      return
    }
    const { output } = context
    const { recovery } = await registered(context, inboxId)
    const { client, contracts, caip2: chain } = await context.chain()
    const payout = await getPayout(client, { inboxId, contracts })
    output.result({ inboxId, chain, payout, recovery }, () =>
      fields(output.style, [
        ['Inbox', inboxId],
        ['Payout', isAddressEqual(payout, recovery) ? `${payout} (the recovery)` : payout],
      ]),
    )
  },
})
