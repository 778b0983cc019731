import type { BlockTag, Hex } from 'viem'
import { BlockNotFoundError } from 'viem'
import { getBlock } from 'viem/actions'
import type { AsOf } from '../../../../protocol/wire/asOf.ts'
import type { PennypostClient } from '../../chain/client.ts'
import { PennypostError } from '../../errors/PennypostError.ts'
import type { ReplicaSource } from './ReplicaSource.ts'

/**
 * A source whose word on where the index is is held against a node of the caller's own: a block counts only if that node has it too, and
 * how final it is the node says.
 */
export function heldAgainstNode(source: ReplicaSource, client: PennypostClient): ReplicaSource {
  return {
    ...source,
    async readAsOf(options) {
      const asOf = await source.readAsOf(options)
      const [own, safe, finalized, head] = await Promise.all([
        getBlock(client, { blockNumber: BigInt(asOf.blockNumber) }),
        heightOf(client, 'safe'),
        heightOf(client, 'finalized'),
        heightOf(client, 'latest'),
      ])
      refuseOther(asOf, own.hash)
      const final = finalized ?? 0n
      return {
        ...asOf,
        // What is final is safe as well, whatever tags the node knows.
        safeBlock: String(safe ?? final),
        finalizedBlock: String(final),
        headBlock: String(head ?? 0n),
      }
    },
  }
}

function refuseOther({ blockNumber, blockHash }: AsOf, hash: Hex | null): void {
  if (hash === blockHash) return
  throw new PennypostError(
    `The API has block ${blockNumber} as ${blockHash}, your node as ${hash}. Until they agree, the replica knows no newer block.`,
  )
}

/** Undefined: the node knows no such block. */
async function heightOf(client: PennypostClient, blockTag: BlockTag): Promise<bigint | undefined> {
  try {
    return (await getBlock(client, { blockTag })).number ?? undefined
  } catch (error) {
    if (error instanceof BlockNotFoundError) return undefined
    throw error
  }
}
