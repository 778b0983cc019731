import type { Caip2 } from '../../../../protocol/caip2.ts'
import type { AsOf } from '../../../../protocol/wire/asOf.ts'
import type { ApiClient, CallOptions } from '../../api/ApiClient.ts'
import { readSnapshot } from '../../api/readSnapshot.ts'
import { isAsOf } from '../../api/safeVerdict.ts'
import { watchEvents } from '../../api/watchEvents.ts'
import { ApiAnswerError } from '../../errors/ApiAnswerError.ts'
import type { ReplicaSource } from './ReplicaSource.ts'

/** Milliseconds without a sign of life, which the API gives every 15 s, until a connection counts as gone. */
const silenceMs = 20_000

/** A chain as an API tells of it. */
export function sourceOfApi(api: ApiClient<Caip2 | undefined>, chain: Caip2): ReplicaSource {
  const client = api as ApiClient
  return {
    readSnapshot: ({ signal }) =>
      readSnapshot(client, { chain, signal }) as ReturnType<ReplicaSource['readSnapshot']>,
    watchEvents: ({ from, signal, onAlive, onBreak, onStatus }) =>
      watchEvents(listened(client, onAlive), {
        ...{ chain, from, signal, silenceMs, onBreak },
        onStatus: ({ fit, code, because }) => onStatus(fit ? undefined : { code, because }),
      }) as ReturnType<ReplicaSource['watchEvents']>,
    async readAsOf({ signal }) {
      // A batch of no letters: the newest indexed block, by the same check of freshness as verdicts have.
      const { asOf } = await client.verifyBatch({ chain, items: [] }, { signal, retries: 0 })
      if (isAsOf(asOf, chain)) return asOf as AsOf
      throw new ApiAnswerError('verifyBatch', 'it does not say as of which block it is')
    },
  }
}

/** A client that tells whenever anything comes over the connection of its feed. */
function listened(api: ApiClient, onAlive: () => void): ApiClient {
  const getEvents = async (
    parameters: Parameters<ApiClient['getEvents']>[0],
    options?: CallOptions,
  ) => {
    const stream = await api.getEvents(parameters, options)
    onAlive()
    return stream.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          onAlive()
          controller.enqueue(chunk)
        },
      }),
    )
  }
  return { ...api, getEvents: Object.assign(getEvents, { operationId: 'getEvents' as const }) }
}
