import type { Hex } from 'viem'

/**
 * Compares letters of a mailing, for `sort`: by the ids of their inboxes, in lower case. In that order recipients find theirs in the list by
 * halving it. The order of letters to one inbox stays.
 *
 * @example
 * const letters = sealed.toSorted(byInbox)
 */
export function byInbox(one: { inboxId: Hex }, other: { inboxId: Hex }): number {
  if (one.inboxId === other.inboxId) return 0
  return one.inboxId < other.inboxId ? -1 : 1
}
