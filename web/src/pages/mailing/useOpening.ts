import { ensureAllowance, getMailing, openMailing } from '@pennypost/sdk'
import { isAddressEqual, zeroAddress } from 'viem'
import type { Act } from '../../acts/Act.ts'
import type { ActContext } from '../../acts/ActContext.ts'
import { mayHaveGoneOut } from '../../acts/mayHaveGoneOut.ts'
import { plan } from '../../acts/plan.ts'
import { planApproval } from '../../acts/planApproval.ts'
import { useAct } from '../../acts/useAct.ts'
import { shortHex } from '../../ui/shortHex.ts'
import { useWallet } from '../../wallet/useWallet.ts'
import { checkBeforePaying, checkTokenMoney } from './checkBeforePaying.ts'
import type { MailingContext } from './MailingContext.ts'
import type { KeptMailing } from './mailingStore.ts'
import { noteMailing } from './mailingStore.ts'
import { paymentOf } from './paymentOf.ts'
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
      const done = await withMailingLock(kept.mailingId, () => open(act, context, kept, canBatch))
      if (!done) throw new Error('Another tab of this browser is paying for it: look there.')
    },
    done: 'Your mailing is open. Now its letters can be sent.',
  })
}

async function open(
  { account, client, send, step }: ActContext,
  context: MailingContext,
  kept: KeptMailing,
  canBatch: boolean,
): Promise<void> {
  const { mailingId, mailing, uri } = kept
  const { contracts } = context.chain
  if (!isAddressEqual(account, mailing.sender))
    throw new Error(
      `This mailing is of ${shortHex(mailing.sender)}, and your wallet is ${shortHex(account)}. Choose that account in your wallet.`,
    )
  step('Look at the prices once more')
  const isThere = async () =>
    (await getMailing(context.client, { mailingId, contracts })).status !== 'none'
  if (await isThere()) return await noteMailing(kept, { isOpen: true })
  await checkBeforePaying(context, kept)
  const { total, fromBalance, rest } = await paymentOf(context.client, kept, contracts)
  const isNative = isAddressEqual(mailing.token, zeroAddress)
  const opening = plan('Pay and open the mailing', openMailing, {
    ...{ mailing, uri, maxPostage: total },
    ...(isNative && { fromBalance }),
  })
  const needsApproval = !isNative && rest > 0n
  if (needsApproval) await checkTokenMoney(context, kept, rest)
  const approval = { token: mailing.token, amount: rest }
  if (needsApproval && !canBatch) {
    step(`Let the PostOffice take the ${kept.token.symbol}`)
    await ensureAllowance(client, { ...approval, contracts })
  }
  await noteMailing(kept, { askedAt: Math.floor(Date.now() / 1_000) })
  try {
    const approving = planApproval(`Let the PostOffice take the ${kept.token.symbol}`, approval)
    await send(needsApproval && canBatch ? [approving, opening] : [opening])
    await noteMailing(kept, { isOpen: true })
  } catch (error) {
    // Surely not sent: then nobody has to wonder.
    if (!mayHaveGoneOut(error)) await noteMailing(kept, { askedAt: undefined })
    throw error
  }
}
