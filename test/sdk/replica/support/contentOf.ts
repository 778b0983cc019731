import type { ReplicaState } from '../../../../sdk/src/replica/state/replicaState.ts'

/** All that a state says, in an order of its own and without what is empty: two states that judge alike have the same. */
export function contentOf(state: ReplicaState) {
  const { inboxes, links, relays, stamps, mailings } = state
  return {
    inboxes: sorted(
      inboxes,
      ({ row, wallets, consents, terms, termsChanges, doorChanges, keys }) => {
        const lists = { wallets, terms, termsChanges, doorChanges }
        const given = Object.entries(lists).filter(([, list]) => list && list.length > 0)
        const content = {
          ...(row && { row }),
          ...Object.fromEntries(given),
          ...(consents?.size && { consents: sorted(consents) }),
          ...(keys?.size && { keys: sorted(keys) }),
        }
        return Object.keys(content).length > 0 ? content : undefined
      },
    ),
    links: sorted(links, ({ inbox, sinceBlock }) => ({ inboxId: inbox.inboxId, sinceBlock })),
    relays: sorted(relays, (relay) =>
      relay.active || relay.prices.length > 0 ? relay : undefined,
    ),
    stamps: sorted(stamps.byId),
    letters: sorted(stamps.byLetter, (found) =>
      [found]
        .flat()
        .map(({ stampId }) => stampId)
        .sort(),
    ),
    mailings: sorted(mailings, ({ row, collected }) => ({
      row,
      collected: [...(collected ?? [])].sort((a, b) => a - b),
    })),
  }
}

function sorted<K extends string, V>(map: Map<K, V>, of: (value: V) => unknown = (value) => value) {
  return [...map]
    .map(([key, value]) => [key, of(value)] as const)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
}
