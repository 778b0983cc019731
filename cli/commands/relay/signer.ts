import { setRelaySigner } from '@pennypost/sdk'
import type { Address } from 'viem'
import { parseAccount } from '../../parse/parseAddress.ts'
import { actionStep } from '../../plan/actionStep.ts'
import { runPlan } from '../../plan.ts'
import { defineCommand } from '../command.ts'

export const relaySigner = defineCommand<object, [signer: Address]>({
  path: 'relay signer',
  summary: 'set who signs the receipts of the relay',
  examples: ['relay signer 0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65 --dev 3'],
  configure: (command) => command.argument('<signer>', 'address that signs', parseAccount),
  async run(context, _, signer) {
    const relay = await context.address()
    await runPlan(context, {
      title: `Have ${signer} sign the receipts of relay ${relay}`,
      steps: [actionStep('Set signer', setRelaySigner, { signer })],
      facts: { relay, signer },
    })
  },
})
