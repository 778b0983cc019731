import { mayHaveGoneOut } from '../../acts/mayHaveGoneOut.ts'
import type { KeptMailing } from './mailingStore.ts'
import { keyOfMailing, mailingStore } from './mailingStore.ts'

/**
 * Asks a wallet to pay for a mailing, and notes that before. A sure no takes this note back and no other: of what was asked before, it says
 * nothing.
 *
 * @throws {Error} It is not kept any more: nothing was asked.
 * @throws What asking fails with.
 */
export async function notingAsked(
  of: Pick<KeptMailing, 'chain' | 'mailingId'>,
  ask: () => Promise<unknown>,
  store: typeof mailingStore = mailingStore,
): Promise<void> {
  const key = keyOfMailing(of)
  let former: number | undefined
  const noted = await store.update(key, (before) => {
    former = before?.askedAt
    return before && { ...before, askedAt: Math.floor(Date.now() / 1_000) }
  })
  if (!noted) throw new Error('This mailing is not in this browser any more. Nothing was paid.')
  try {
    await ask()
  } catch (error) {
    if (!mayHaveGoneOut(error))
      await store.update(key, (before) => before && { ...before, askedAt: former })
    throw error
  }
}
