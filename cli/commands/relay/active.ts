import { setRelayActive } from '@pennypost/sdk'
import { parseYesNo } from '../../parse/parseYesNo.ts'
import { actionStep } from '../../plan/actionStep.ts'
import { runPlan } from '../../plan.ts'
import { fields } from '../../print/tables.ts'
import { readShownRelay } from '../../relays/shownRelay.ts'
import { defineCommand } from '../command.ts'

export const relayActive = defineCommand<object, [active?: boolean]>({
  path: 'relay active',
  summary: 'show or set whether the relay is in service',
  description:
    'Show whether the account’s relay is in service; with yes or no, set it. Its prices stay as they are, and hold while it is in service.',
  examples: ['relay active --dev 3', 'relay active no --dev 3'],
  configure: (command) => command.argument('[word]', 'yes or no', parseYesNo),
  async run(context, _, active) {
    const relay = await context.address()
    if (active !== undefined) {
      await runPlan(context, {
        title: `Take relay ${relay} ${active ? 'into' : 'out of'} service`,
        steps: [actionStep('Set active', setRelayActive, { active })],
        facts: { relay, active },
      })
      return
    }
    const { output } = context
    const shown = await readShownRelay(context, relay)
    output.result({ relay, chain: shown.chain, active: shown.active }, () =>
      fields(output.style, [
        ['Relay', relay],
        ['In service', shown.active ? 'yes' : 'no'],
      ]),
    )
  },
})
