import type { WriteAction, WriteOptions } from '@pennypost/sdk'
import { waitUntilMined } from '@pennypost/sdk'
import type { Hash } from 'viem'
import type { Previewed, PreviewStage, Step } from './step.ts'

/** Milliseconds. */
const timeout = 300_000

/** A step of one action of the SDK, and so of one transaction. */
export function actionStep<parameters, returned extends Hash | { hash: Hash }>(
  label: string,
  action: WriteAction<parameters, returned>,
  parameters: parameters,
): Step {
  return {
    label,
    async run({ signer, contracts, report }) {
      const returned = await action(signer, { ...parameters, contracts })
      const hash = hashOf(returned)
      report.sent(label, hash)
      const receipt = await waitUntilMined(signer, { hash, timeout })
      report.mined(label, receipt, hash)
      return { transactions: [{ label, receipt }], returned }
    },
    preview: (stage) => Promise.resolve([previewOf(label, action, parameters, stage)]),
  }
}

function hashOf(returned: Hash | { hash: Hash }): Hash {
  return typeof returned === 'string' ? returned : returned.hash
}

/** The transaction that an action would send. */
export function previewOf<parameters>(
  label: string,
  action: Pick<WriteAction<parameters, unknown>, 'call' | 'estimateGas'>,
  parameters: parameters,
  { client, account, contracts }: PreviewStage,
): Previewed {
  const options: parameters & WriteOptions = { ...parameters, account, contracts }
  return {
    ...{ kind: 'call', label },
    call: action.call(contracts, parameters),
    estimateGas: () => action.estimateGas(client, options),
  }
}
