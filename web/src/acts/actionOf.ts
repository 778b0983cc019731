import type { Call, Contracts, ContractsOption, PennypostClient } from '@pennypost/sdk'
import type { Hash } from 'viem'
import * as actions from './actions.ts'
import type { PlannedCall } from './plan.ts'

/** What can be done with a planned call. */
export type Action = {
  /** As a wallet's batch takes it. */
  call(contracts: Contracts): Call
  /** Sends it, and does not wait until it is mined. */
  send(client: PennypostClient, options?: ContractsOption): Promise<Hash>
  /** Asks the node what it would do. @throws What the contract refuses. */
  simulate(client: PennypostClient, options?: ContractsOption): Promise<unknown>
}

/** Any action, whatever it returns beside the hash. */
type AnyAction = {
  (client: PennypostClient, parameters: object): Promise<Hash | { hash: Hash }>
  call(contracts: Contracts, parameters: object): Call
  simulate(client: PennypostClient, parameters: object): Promise<unknown>
}

/** The action of a planned call, with its parameters. */
export function actionOf({ action: name, parameters }: PlannedCall): Action {
  // `plan` saw to it that the parameters are this action's.
  // biome-ignore lint/performance/noDynamicNamespaceImportAccess: any of them may be planned.
  const action = actions[name] as AnyAction
  return {
    call: (contracts) => action.call(contracts, parameters),
    async send(client, options) {
      const sent = await action(client, { ...parameters, ...options })
      return typeof sent === 'string' ? sent : sent.hash
    },
    simulate: (client, options) => action.simulate(client, { ...parameters, ...options }),
  }
}
