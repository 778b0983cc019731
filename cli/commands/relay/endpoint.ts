import { setRelayEndpoint } from '@pennypost/sdk'
import { parseEndpoint } from '../../parse/parseEndpoint.ts'
import { actionStep } from '../../plan/actionStep.ts'
import { runPlan } from '../../plan.ts'
import { defineCommand } from '../command.ts'

export const relayEndpoint = defineCommand<object, [endpoint: string]>({
  path: 'relay endpoint',
  summary: 'set where the relay is reached',
  examples: ['relay endpoint https://relay.example --dev 3'],
  configure: (command) => command.argument('<url>', 'where it is reached', parseEndpoint),
  async run(context, _, endpoint) {
    const relay = await context.address()
    await runPlan(context, {
      title: `Reach relay ${relay} at ${endpoint}`,
      steps: [actionStep('Set endpoint', setRelayEndpoint, { endpoint })],
      facts: { relay, endpoint },
    })
  },
})
