import type { Act } from '../../acts/Act.ts'
import { useAct } from '../../acts/useAct.ts'
import { useWallet } from '../../wallet/useWallet.ts'
import type { KeptMailing } from './mailingStore.ts'
import { useMailingContext } from './useMailingContext.ts'
import { withMailingLock } from './withMailingLock.ts'

/**
 * Pays for a mailing that is sealed and kept. It is looked up first, and noted before the wallet is asked: whatever comes of that, it
 * is the very same mailing that may be paid for again, which the contract takes once.
 */
export function useOpening(kept: KeptMailing): Act {
  const context = useMailingContext()
  const { canBatch } = useWallet()
  return useAct({
    async run(act) {
      const { openKept } = await import('./openKept.ts')
      const done = await withMailingLock(kept.mailingId, () =>
        openKept(act, context, kept, canBatch),
      )
      if (!done) throw new Error('Another tab of this browser is paying for it: look there.')
    },
    done: 'Your mailing is open. Now send its letters, and publish its list.',
  })
}
