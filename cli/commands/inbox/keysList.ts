import type { Hex } from 'viem'
import { listedKeys } from '../../inboxes/activeKeys.ts'
import { namedInbox } from '../../inboxes/chosenInbox.ts'
import { keysTable } from '../../inboxes/keysTable.ts'
import { parseIdOrAddress } from '../../parse/parseId.ts'
import { defineCommand } from '../command.ts'

export const inboxKeysList = defineCommand<{ revoked?: boolean | undefined }, [name?: Hex]>({
  path: 'inbox keys list',
  summary: 'list the keys of an inbox',
  description: 'List the keys of an inbox, as the API knows them.',
  examples: ['inbox keys list --dev 0', 'inbox keys list --dev 0 --revoked --json'],
  configure: (command) =>
    command
      .argument(
        '[inbox]',
        'id or wallet of the inbox (default: that of the account)',
        parseIdOrAddress,
      )
      .option('--revoked', 'revoked keys too'),
  async run(context, { revoked = false }, name) {
    const { output } = context
    const inboxId = await namedInbox(context, name)
    const keys = (await listedKeys(context, inboxId)).filter(
      ({ status }) => revoked || status !== 'revoked',
    )
    const { caip2: chain } = await context.chain()
    output.result({ inboxId, chain, keys }, () =>
      keys.length === 0 ? `Inbox ${inboxId} has no key.` : keysTable(output.style, keys),
    )
  },
})
