import type { Caip2 } from '../../../../protocol/caip2.ts'
import type { AsOf } from '../../../../protocol/wire/asOf.ts'
import type { ApiClient } from '../../api/ApiClient.ts'
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
      watchEvents(client, {
        ...{ chain, from, signal, silenceMs, onAlive, onBreak },
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
