import type { Received } from './Received.ts'

/** What a list shows, in the order that it keeps for as long as the page is open. */
export type Shown = {
  /** Everything that was in it, as it was last known. */
  items: readonly Received[]
  /** Those that came after it was first shown. */
  fresh: ReadonlySet<string>
  /** Those that no longer wait: answered, here or elsewhere, or taken back by a reorg. `partAnswered` has them leave. */
  gone: ReadonlySet<string>
}

export type KeepShownOptions = {
  /** What waits, with others of which something newer may be known. */
  all?: readonly Received[] | undefined
  /** Unix seconds, when the page was opened: letters of mailings are fetched after stamps, and those that were there before are not new. */
  openedAt?: number | undefined
}

/**
 * What to show after the list has changed. It begins with what ends soonest; what comes later stands at its end, and what goes stays
 * where it was: nothing that one is about to click moves.
 *
 * @param before - Undefined: nothing was shown yet.
 * @param waiting - All that wait now, in any order.
 */
export function keepShown(
  before: Shown | undefined,
  waiting: readonly Received[],
  { all = waiting, openedAt = 0 }: KeepShownOptions = {},
): Shown {
  const latest = new Map(all.map((received) => [received.id as string, received]))
  const waits = new Set<string>(waiting.map(({ id }) => id))
  if (!before) return { items: soonestFirst(waiting), fresh: new Set(), gone: new Set() }
  const known = new Set<string>(before.items.map(({ id }) => id))
  const isNew = ({ mail, since }: Received) => !mail || since >= openedAt
  const added = soonestFirst(waiting.filter(({ id }) => !known.has(id)))
  return {
    items: [...before.items.map((item) => latest.get(item.id) ?? item), ...added],
    fresh: new Set([...before.fresh, ...added.filter(isNew).map(({ id }) => id)]),
    gone: new Set([...known].filter((id) => !waits.has(id))),
  }
}

/** By their end; what ends in the same second, by its id. */
export function soonestFirst(items: readonly Received[]): readonly Received[] {
  return [...items].sort(
    (one, other) => one.expiresAt - other.expiresAt || (one.id < other.id ? -1 : 1),
  )
}
