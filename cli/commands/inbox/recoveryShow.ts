import { getRecoveryTransfer } from '@pennypost/sdk'
import type { Hex } from 'viem'
import { namedInbox } from '../../inboxes/chosenInbox.ts'
import { registered } from '../../inboxes/registered.ts'
import { transferText } from '../../inboxes/transferText.ts'
import { parseIdOrAddress } from '../../parse/parseId.ts'
import { fields } from '../../print/tables.ts'
import { defineCommand } from '../command.ts'

export const inboxRecoveryShow = defineCommand<object, [name?: Hex]>({
  path: 'inbox recovery show',
  summary: 'show the recovery, and whether it is being handed over',
  examples: ['inbox recovery show --dev 0'],
  configure: (command) =>
    command.argument(
      '[inbox]',
      'id or wallet of the inbox (default: that of the account)',
      parseIdOrAddress,
    ),
  async run(context, _, name) {
    const { output } = context
    const inboxId = await namedInbox(context, name)
    const { recovery } = await registered(context, inboxId)
    const { client, contracts, caip2: chain } = await context.chain()
    const transfer = await getRecoveryTransfer(client, { inboxId, contracts })
    output.result({ inboxId, chain, recovery, transfer: transfer ?? null }, () =>
      fields(output.style, [
        ['Inbox', inboxId],
        ['Recovery', recovery],
        ['Being handed over', transferText(transfer)],
      ]),
    )
  },
})
