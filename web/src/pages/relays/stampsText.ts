/** How many stamps of a relay there are, by what became of them. */
export type StampCounts = Readonly<
  Record<'open' | 'admitted' | 'collected' | 'returned' | 'expired', number>
>

const states = ['open', 'admitted', 'collected', 'returned', 'expired'] as const

/**
 * All counts that are not zero, in the order of a stamp's life, after their sum.
 *
 * @example
 * stampsText({ open: 6, admitted: 1, collected: 0, returned: 0, expired: 0 }) // '7 stamps: 6 open, 1 admitted'
 */
export function stampsText(counts: StampCounts): string {
  const total = states.reduce((sum, state) => sum + counts[state], 0)
  if (total === 0) return 'None yet'
  const parts = states.filter((state) => counts[state] > 0)
  return `${total} ${total === 1 ? 'stamp' : 'stamps'}: ${parts.map((state) => `${counts[state]} ${state}`).join(', ')}`
}
