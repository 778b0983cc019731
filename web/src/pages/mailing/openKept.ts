import { ensureAllowance, getMailing } from '@pennypost/sdk'
import { isAddressEqual, zeroAddress } from 'viem'
import type { ActContext } from '../../acts/ActContext.ts'
import { plan } from '../../acts/plan.ts'
import { shortHex } from '../../ui/shortHex.ts'
import { checkBeforePaying, checkTokenMoney } from './checkBeforePaying.ts'
import type { MailingContext } from './MailingContext.ts'
import type { KeptMailing } from './mailingStore.ts'
import { noteMailing } from './mailingStore.ts'
import { notingAsked } from './notingAsked.ts'
import { paymentOf } from './paymentOf.ts'

/**
 * Pays for a mailing, after a last look at the prices, and notes what becomes of it.
 *
 * @throws What is wrong with it, and whatever an act may end with.
 */
export async function openKept(
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
  const opening = plan('Pay and open the mailing', 'openMailing', {
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
  const approving = plan(
    `Let the PostOffice take the ${kept.token.symbol}`,
    'approveToken',
    approval,
  )
  const calls = needsApproval && canBatch ? [approving, opening] : [opening]
  await notingAsked(kept, () => send(calls))
  await noteMailing(kept, { isOpen: true })
}
