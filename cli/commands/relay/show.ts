import type { Address } from 'viem'
import { parseAccount } from '../../parse/parseAddress.ts'
import { moneyText } from '../../print/moneyText.ts'
import { printable } from '../../print/printable.ts'
import { fields } from '../../print/tables.ts'
import { timeText } from '../../print/timeText.ts'
import { readShownRelay } from '../../relays/shownRelay.ts'
import { defineCommand } from '../command.ts'

export const relayShow = defineCommand<object, [relay?: Address]>({
  path: 'relay show',
  summary: 'show a relay',
  description:
    'Show a relay: what the chain holds of it now, and its endpoint, which the API knows.',
  examples: ['relay show --dev 3', 'relay show 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --json'],
  configure: (command) =>
    command.argument('[relay]', 'address of the relay (default: the account)', parseAccount),
  async run(context, _, given) {
    const { output } = context
    const { relay, endpoint, ...shown } = await readShownRelay(
      context,
      given ?? (await context.address()),
    )
    output.result({ relay, endpoint, ...shown }, () =>
      fields(output.style, [
        ['Relay', relay],
        ['In service', shown.active ? 'yes' : 'no'],
        ['Endpoint', endpoint === null ? undefined : printable(endpoint)],
        ['Signer', shown.signer],
        ['Registered', timeText(shown.registeredAt)],
        ...shown.carriage.map((price) => ['Carriage', moneyText(price)] as const),
        ...(shown.carriage.length === 0 ? [['Carriage', 'none that is known'] as const] : []),
      ]),
    )
  },
})
