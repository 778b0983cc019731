import type { Hash, Hex } from 'viem'
import type { Stamp } from '../../../protocol/eip712/postOffice.ts'
import { stampIdOf } from '../../../protocol/ids.ts'
import type { GetStampStatusReturnType } from '../actions/getStampStatus.ts'
import { getStampStatuses } from '../actions/getStampStatuses.ts'
import type { PennypostClient } from '../chain/client.ts'
import { chainIdOf } from '../chain/client.ts'
import type { WriteAction } from '../chain/defineWrite.ts'
import type { FlowOptions } from './flowOptions.ts'
import { flowOf } from './flowOptions.ts'
import type { ChunkOptions } from './inChunks.ts'
import { inChunks } from './inChunks.ts'

export type StampsInChunksParameters = FlowOptions &
  ChunkOptions & {
    /** Whole stamps as posted, however many: their hash is checked on chain. */
    stamps: readonly Stamp[]
  }

export type InChunksReturnType = {
  /** Of the transactions that were sent, all mined; none where there was nothing left to do. */
  hashes: readonly Hash[]
}

type StampsAction = {
  action: WriteAction<{ stamps: readonly Stamp[] }>
  /** Whether a stamp needs nothing more. */
  isDone: (status: GetStampStatusReturnType) => boolean
}

/** Does with many stamps what an action does with some. Those that are done already are left out, and cost nothing. */
export async function stampsInChunks(
  client: PennypostClient,
  { action, isDone }: StampsAction,
  { stamps, onProgress, ...options }: StampsInChunksParameters,
): Promise<InChunksReturnType> {
  const flow = await flowOf(client, options)
  const { contracts } = flow
  const chainId = await chainIdOf(client)
  const stampIds = stamps.map((stamp) =>
    stampIdOf({ chainId, postOffice: contracts.PostOffice, stamp }),
  )
  const statuses = await getStampStatuses(client, { stampIds, contracts })
  const hashes = await inChunks(client, {
    flow,
    action,
    pending: stamps
      .map((item, index) => ({ index, item }))
      .filter(({ index }) => !isDone(statuses[index] as GetStampStatusReturnType)),
    total: stamps.length,
    toParameters: (items) => ({ stamps: items }),
    // All that these refuse with begins with the stamp's id.
    culpritOf: ({ args: [stampId] }) => {
      const index = stampIds.indexOf(stampId as Hex)
      return index === -1 ? undefined : { index, stampId: stampId as Hex }
    },
    onProgress,
  })
  return { hashes }
}
