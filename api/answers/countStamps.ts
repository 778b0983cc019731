import type { Stamp } from '../../protocol/wire/stamp.ts'

/** How many stamps have each status: 0 where there are none. */
export function countStamps(
  groups: readonly { status: Stamp['status']; count: number }[],
): Record<Stamp['status'], number> {
  const counts = { open: 0, admitted: 0, collected: 0, returned: 0, expired: 0 }
  for (const { status, count } of groups) counts[status] = count
  return counts
}
