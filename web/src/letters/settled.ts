import { PaymentUnsureError } from './letterProblems.ts'
import type { OwnLetter } from './OwnLetter.ts'
import type { Save, SendContext } from './sendLetter.ts'
import { stampStatusOf } from './stampStatusOf.ts'

/**
 * Looks at the chain for a stamp that a wallet may have been asked for, and whether one that was there still is.
 *
 * @throws {PaymentUnsureError} The chain does not have it: not any more, or nobody is there to ask the wallet again.
 */
export async function settled(
  letter: OwnLetter,
  context: SendContext,
  save: Save,
): Promise<OwnLetter> {
  const { postage } = letter
  if (!postage) return letter
  context.onPhase({ phase: 'looking' })
  const { client, chain, mayAsk } = context
  const { stampId, timesAsked, isPosted } = postage
  const status = await stampStatusOf(client, { stampId, contracts: chain.contracts }).catch(
    (error: unknown) => {
      // What was paid is handed over all the same.
      if (isPosted) return 'open' as const
      throw error
    },
  )
  if (status !== 'none') {
    return isPosted ? letter : await save({ postage: { ...postage, isPosted: true } })
  }
  if (isPosted) {
    // It has to be said before the wallet is asked again.
    await save({ postage: { ...postage, isPosted: false } })
    throw new PaymentUnsureError()
  }
  if (timesAsked > 0 && !mayAsk) throw new PaymentUnsureError()
  return letter
}
