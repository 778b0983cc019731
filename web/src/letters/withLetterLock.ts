import { createStore } from '../storage/createStore.ts'
import { LetterBusyError } from './letterProblems.ts'
import type { Lease } from './withLease.ts'
import { withLease } from './withLease.ts'

const leases = createStore<Lease>('leases')

/**
 * Does something with a letter that no other tab may do at the same time.
 *
 * @throws {LetterBusyError} Another tab does.
 */
export async function withLetterLock<result>(
  name: string,
  work: () => Promise<result>,
): Promise<result> {
  const { locks } = navigator as { locks?: LockManager | undefined }
  // Where pages are not served securely there are no locks.
  if (!locks) return await withLease(leases, name, work)
  return await locks.request(`pennypost.letter.${name}`, { ifAvailable: true }, async (lock) => {
    if (!lock) throw new LetterBusyError()
    return await work()
  })
}
