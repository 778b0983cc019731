import type { Address } from 'viem'
import type { Caip2 } from '../../../protocol/caip2.ts'
import type { ApiClient } from '../api/ApiClient.ts'
import type { FeedEntry, WatchEventsParameters } from '../api/watchEvents.ts'
import { watchEvents } from '../api/watchEvents.ts'
import type { ApplyReorgParameters } from './applyReorg.ts'
import { applyReorg } from './applyReorg.ts'

export type FollowReorgsParameters = ApplyReorgParameters & {
  api: ApiClient<Caip2>
  /** The relay's operator address: only its postage is followed. Leave it out where stamps are taken that name no relay. */
  relay?: Address | undefined
  /**
   * Up to where the feed was dealt with: the last id that `onEntry` or `onPosition` told. Unless given, it begins where `onPosition` tells first;
   * what comes before that, it does not tell.
   */
  from?: string | undefined
  /** Told of each entry when it is dealt with: keep its `id`, or what `onPosition` tells since, to go on from there after a restart. */
  onEntry?: ((entry: FeedEntry) => void | Promise<void>) | undefined
} & Pick<WatchEventsParameters, 'onAlive' | 'onBreak' | 'onPosition' | 'onStatus' | 'signal'>

const followed = ['stamp.posted', 'stamp.admitted', 'mailing.opened', 'mailing.admitted'] as const

/**
 * Holds letters back whose postage a reorg has undone after they were taken in, and earns carriage anew whose admission it has undone: by
 * the feed, for as long as the signal does not abort.
 *
 * @throws What `watchEvents` throws, and the store.
 *
 * @example
 * await followReorgs({ api, store, relay, signal, onRetracted: (postageId) => log.warn({ postageId }, 'held back') })
 */
export async function followReorgs(parameters: FollowReorgsParameters): Promise<void> {
  const { api, relay, onEntry, from, signal } = parameters
  const { onAlive, onBreak, onPosition, onStatus } = parameters
  const told = { onAlive, onBreak, onPosition, onStatus }
  const filter = { type: [...followed], from, signal, ...told, ...(relay && { relay }) }
  for await (const entry of watchEvents(api, filter)) {
    await applyReorg(entry, parameters)
    await onEntry?.(entry)
  }
}
