import { setTimeout } from 'node:timers/promises'
import type { ApiClient, FeedBreak, FeedStatus } from '@pennypost/sdk'
import type { LetterStore } from '@pennypost/sdk/guard'
import { followReorgs } from '@pennypost/sdk/guard'
import type { Logger } from 'pino'
import type { Sql } from 'postgres'

const retryMs = 5_000

export type FollowFeedParameters = {
  api: ApiClient<`eip155:${number}`>
  store: LetterStore
  sql: Sql
  log: Logger
  signal: AbortSignal
}

export type FollowedFeed = {
  /** Once it is known from where on the feed is heard: of what comes before that, no reorg would be told. */
  begun: Promise<void>
  /** Once the signal has aborted. */
  ended: Promise<void>
}

/** Holds letters back whose postage a reorg undoes, from where a former process had come to, for as long as it takes. */
export function followFeed(parameters: FollowFeedParameters): FollowedFeed {
  let ended = Promise.resolve()
  const begun = new Promise<void>((resolve) => {
    ended = follow(parameters, resolve)
  })
  return { begun, ended }
}

async function follow(
  { api, store, sql, log, signal }: FollowFeedParameters,
  begin: () => void,
): Promise<void> {
  let isLost = false
  const keep = async (id: string) => {
    await sql`insert into relay.feed (entry_id) values (${id})
      on conflict (is_only) do update set entry_id = excluded.entry_id`
    isLost = false
    begin()
  }
  while (!signal.aborted) {
    try {
      const [row] = await sql<{ entry_id: string }[]>`select entry_id from relay.feed`
      if (row) begin()
      await followReorgs({
        ...{ api, store, signal, ...connectionTold(log) },
        from: isLost ? undefined : row?.entry_id,
        onRetracted: (postageId) => log.warn({ postageId }, 'a reorg has undone postage'),
        onEntry: ({ id }) => keep(id),
        onPosition: keep,
      })
    } catch (err) {
      // What the feed does not reach back to is too old for most reorgs.
      isLost = (err as { name?: unknown }).name === 'CursorExpiredError'
      log.error({ err }, 'the feed is not followed')
      await setTimeout(retryMs, undefined, { signal }).catch(() => {})
    }
  }
}

/** Says when the feed is not heard of, and when it is again: meanwhile no reorg is. */
function connectionTold(log: Logger) {
  let isAlive: boolean | undefined
  return {
    onAlive(): void {
      if (!isAlive) log.info('the feed is followed')
      isAlive = true
    },
    onBreak({ error: err, retryInMs }: FeedBreak): void {
      if (isAlive === undefined) log.warn({ err, retryInMs }, 'the feed cannot be followed yet')
      if (isAlive) log.warn({ err, retryInMs }, 'the connection to the feed is gone')
      isAlive = false
    },
    onStatus({ fit, code, because }: FeedStatus): void {
      if (fit) log.info('the feed tells of the chain again')
      else log.warn({ code, because }, 'the feed cannot tell of the chain')
    },
  }
}
