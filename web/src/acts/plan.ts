import type {
  Call,
  Contracts,
  ContractsOption,
  PennypostClient,
  WriteOptions,
} from '@pennypost/sdk'
import type { Hash } from 'viem'

/** Something that the chain is asked for, to be sent by itself or in a batch. */
export type PlannedCall = {
  /** What it does, as a step: `Set the door`. */
  label: string
  /** As a wallet's batch takes it. */
  call(contracts: Contracts): Call
  /** Sends it, and does not wait until it is mined. */
  send(client: PennypostClient, options?: ContractsOption): Promise<Hash>
  /** Asks the node what it would do. @throws What the contract refuses. */
  simulate(client: PennypostClient, options?: ContractsOption): Promise<unknown>
}

/** An action of the SDK, whatever it returns beside the hash. */
type AnyWriteAction<parameters> = {
  (client: PennypostClient, parameters: parameters & WriteOptions): Promise<Hash | { hash: Hash }>
  call(contracts: Contracts, parameters: parameters): Call
  simulate(client: PennypostClient, parameters: parameters & WriteOptions): Promise<unknown>
}

/**
 * Plans an action of the SDK.
 *
 * @param label - What it does, in the words of a button: `Set the door`.
 *
 * @example
 * const call = plan('Set the door', setDoor, { inboxId, door: 'postage' })
 */
export function plan<parameters extends object>(
  label: string,
  action: AnyWriteAction<parameters>,
  parameters: parameters,
): PlannedCall {
  return {
    label,
    call: (contracts) => action.call(contracts, parameters),
    async send(client, options) {
      const sent = await action(client, { ...parameters, ...options })
      return typeof sent === 'string' ? sent : sent.hash
    },
    simulate: (client, options) => action.simulate(client, { ...parameters, ...options }),
  }
}
