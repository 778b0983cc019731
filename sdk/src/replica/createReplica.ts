import type { Caip2 } from '../../../protocol/caip2.ts'
import { caip2Pattern } from '../../../protocol/caip2.ts'
import type { ApiClient } from '../api/ApiClient.ts'
import type { ContractsOption, PennypostClient } from '../chain/client.ts'
import { contractsOn } from '../chain/contracts.ts'
import { InvalidParameterError } from '../errors/InvalidParameterError.ts'
import { heldAgainstNode } from './follow/heldAgainstNode.ts'
import { sourceOfApi } from './follow/sourceOfApi.ts'
import type { Replica, ReplicaOptions } from './openReplica.ts'
import { openReplica } from './openReplica.ts'

export type CreateReplicaParameters = Omit<ReplicaOptions, 'chain'> &
  ContractsOption & {
    /** The API whose snapshot and feed are followed. */
    api: ApiClient<Caip2 | undefined>
    /** After CAIP-2, such as `eip155:8453`; else the client's. */
    chain?: Caip2 | undefined
    /**
     * A client of a node of your own. Then a block counts only if that node has it, and how final it is that node says, so that the API
     * cannot tell of a chain that is not there. Without it the API is believed.
     */
    client?: PennypostClient | undefined
  }

/**
 * Makes a copy of all inboxes and postage of a chain in this process, which judges letters as `POST /v1/verify` does, without asking
 * anybody, and none where it does not know the chain as of now. It reads the snapshot once, which takes some 500 bytes a stamp, and follows the
 * feed; what a reorg undoes is undone in it.
 *
 * What a verdict is true of is `asOf`: an event of a block is known within half a second, and a block in which nothing happened
 * within about three. A verdict is no lock: that is `admit`.
 *
 * @throws {UnknownChainError} No addresses are known for the chain, and none were given: statements of senders are signed for them.
 * @throws {InvalidParameterError} No chain is named.
 *
 * @example
 * const replica = createReplica({ api, chain: 'eip155:8453', signal })
 * await replica.ready
 * const { eligible, reason } = replica.verify({ inboxId, sender, letterHash, relay })
 */
export function createReplica(parameters: CreateReplicaParameters): Replica {
  const { api, client, contracts, ...options } = parameters
  const chain = parameters.chain ?? api.chain
  if (chain === undefined || !caip2Pattern.test(chain)) {
    throw new InvalidParameterError(
      'chain',
      `\`chain\` must name an EVM chain after CAIP-2, such as eip155:8453, not ${chain}.`,
    )
  }
  const { InboxRegistry: registry } =
    contracts ?? contractsOn(Number(chain.slice('eip155:'.length)))
  const told = sourceOfApi(api, chain)
  const source = client ? heldAgainstNode(told, client) : told
  return openReplica({ ...options, chain, registry, source })
}
