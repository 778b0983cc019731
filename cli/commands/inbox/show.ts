import type { Hex } from 'viem'
import { namedInbox } from '../../inboxes/chosenInbox.ts'
import { readShownInbox } from '../../inboxes/shownInbox.ts'
import { shownInboxText } from '../../inboxes/shownInboxText.ts'
import { parseIdOrAddress } from '../../parse/parseId.ts'
import { defineCommand } from '../command.ts'

export const inboxShow = defineCommand<object, [name?: Hex]>({
  path: 'inbox show',
  summary: 'show an inbox',
  description:
    'Show an inbox: what the chain holds of it now, and its wallets, keys and accounts, which the API lists.',
  examples: ['inbox show --dev 0', 'inbox show 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266 --json'],
  configure: (command) =>
    command.argument(
      '[inbox]',
      'id or wallet of the inbox (default: that of the account)',
      parseIdOrAddress,
    ),
  async run(context, _, name) {
    const inbox = await readShownInbox(context, await namedInbox(context, name))
    const { name: chainName } = await context.chain()
    context.output.result(inbox, () => shownInboxText(context, inbox, chainName))
  },
})
