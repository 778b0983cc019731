import type { Hex } from 'viem'

/**
 * Does work on a mailing that only one tab may do at a time.
 *
 * @returns Undefined where another tab is at it: nothing was done.
 */
export async function withMailingLock<result>(
  mailingId: Hex,
  work: () => Promise<result>,
): Promise<{ result: result } | undefined> {
  // Pages without a secure origin have no locks, and hardly a wallet.
  const { locks } = navigator as { locks?: LockManager }
  if (!locks) return { result: await work() }
  return await locks.request(
    `pennypost mailing ${mailingId}`,
    { ifAvailable: true },
    async (lock) => (lock ? { result: await work() } : undefined),
  )
}
