import { toCaip2 } from '../../../protocol/caip2.ts'
import type { PennypostClient } from '../chain/client.ts'
import { chainIdOf } from '../chain/client.ts'
import { PostageRefusedError } from '../errors/PostageRefusedError.ts'
import type { Step } from '../flows/step.ts'
import { capsOf } from './acceptable.ts'
import { discard } from './discard.ts'
import { toHeaderValue } from './headerValue.ts'
import { LetterUnsentError } from './LetterUnsentError.ts'
import type { PaidPostage } from './PaidPostage.ts'
import type { SpendingOptions } from './payLetter.ts'
import { chooseWay, payLetter } from './payLetter.ts'
import type { NamedPostage, SettlementResponse, StampRequirements } from './payment.ts'
import { paymentHeaders, stampScheme } from './payment.ts'
import { requiredOf } from './required.ts'
import type { SendLetterParameters } from './sendLetter.ts'
import { sendUntilSeen } from './sendLetter.ts'
import { settlementOf } from './settlement.ts'

export type FetchWithPostageParameters = SpendingOptions &
  SendLetterParameters & {
    /** Postage that was paid for the letter before, such as the `paid` of an error: then nothing is paid. */
    paid?: NamedPostage | undefined
    /** Called at each step. What it throws ends it all, but undoes no payment. So does `signal`: before a transaction it keeps that from going out. */
    onStep?: ((step: FetchWithPostageStep) => void) | undefined
  }

/** Where the sending of a letter is. */
export type FetchWithPostageStep =
  | { step: 'sending' }
  | { step: 'paying'; requirements: StampRequirements }
  /** A transaction on the way: the allowance, if one is needed, and the stamp. */
  | { step: 'transaction'; transaction: Step }
  | ({ step: 'paid' } & PaidPostage)
  /** The relay has not seen the payment yet, or cannot be reached. */
  | { step: 'waiting'; reason: string }

/** What became of a letter. */
export type FetchWithPostageReturnType = {
  /** The relay's answer: never a 402. Of 400 or more: it has not taken the letter in. Its body fails where it is not there in time either. */
  response: Response
  /** What was paid now, if anything. */
  paid?: PaidPostage | undefined
  /** The relay's word on the postage, with its receipt: see `verifyReceipt`. */
  settlement?: SettlementResponse | undefined
}

/**
 * Sends a letter to a relay, and pays for it where the relay asks for postage: once, within the cap, for this very letter, into the PostOffice
 * that this version knows. What was paid is never paid again, even if the relay then refuses.
 *
 * Do not call it twice at once for the same letter: each call would pay. A letter that was sent may be sent again at any time; the
 * relay takes it in once.
 *
 * @throws {PostageRefusedError} Nothing that one could pay would help, the price is above the cap or not as it must be, or the relay refuses
 *   although it was paid: `paid` then has the stamp, to be named when sending again.
 * @throws {LetterUnsentError} It was paid, or may have been, and then no answer could be had: `paid` has the stamp.
 * @throws {InvalidParameterError} A cap is no bigint; nothing was sent.
 * @throws {PaymentHeaderError} A 402 that is not of x402; nothing was paid.
 * @throws {RelayAnswerError} The relay redirects, or takes too long to answer; nothing was paid.
 * @throws What `payPostage` throws, what `onStep` throws, the signal's reason; nothing was paid.
 *
 * @example
 * const { response } = await fetchWithPostage(client, { url, address: { inboxId, sender }, bytes, maxPostage: { [usdc]: 50_000n } })
 */
export async function fetchWithPostage(
  client: PennypostClient,
  parameters: FetchWithPostageParameters,
): Promise<FetchWithPostageReturnType> {
  const { paid: before, onStep, address, bytes, signal, maxPostage } = parameters
  if (!before) capsOf(maxPostage)
  const onWait = (reason: string) => onStep?.({ step: 'waiting', reason })
  const network = toCaip2(await chainIdOf(client))
  onStep?.({ step: 'sending' })
  if (before) {
    const payment = paymentOf({ scheme: stampScheme, network }, before)
    const response = await sendUntilSeen(parameters, { payment, isPaid: true, onWait })
    return await answerOf(response)
  }
  const first = await sendUntilSeen(parameters, { onWait })
  if (first.status !== 402) return await answerOf(first)

  const required = requiredOf(first)
  await discard(first)
  const { inboxId } = address
  const accepted = await chooseWay(client, { ...parameters, inboxId, bytes, network, required })
  signal?.throwIfAborted()
  onStep?.({ step: 'paying', requirements: accepted })
  const { account, contracts } = parameters
  const paid = await payLetter(client, accepted, {
    ...{ account, contracts, maxPostage },
    onStep: (transaction) => {
      onStep?.({ step: 'transaction', transaction })
      // What is on its way is not called off.
      if (transaction.state === 'asking') signal?.throwIfAborted()
    },
  })
  try {
    onStep?.({ step: 'paid', ...paid })
    const payment = paymentOf(accepted, { stampId: paid.stampId })
    const response = await sendUntilSeen(parameters, { payment, isPaid: true, onWait })
    return await answerOf(response, paid)
  } catch (error) {
    if (error instanceof PostageRefusedError) throw error
    throw new LetterUnsentError(paid, { cause: error })
  }
}

/** @throws {PostageRefusedError} It is a 402. */
async function answerOf(
  response: Response,
  paid?: PaidPostage,
): Promise<FetchWithPostageReturnType> {
  if (response.status !== 402)
    return { response, ...(paid && { paid }), settlement: settlementOf(response) }
  const required = requiredOf(response)
  await discard(response)
  const reason = required.error ?? 'without a word why'
  const sentence = `The relay refuses the letter although it was paid for: ${reason}.`
  throw new PostageRefusedError(sentence, required, paid)
}

function paymentOf(accepted: object, named: NamedPostage): Record<string, string> {
  // What was paid may have been given as it was told, with the whole stamp in it.
  const payload = 'stampId' in named ? { stampId: named.stampId } : { mailing: named.mailing }
  return { [paymentHeaders.signature]: toHeaderValue({ x402Version: 2, accepted, payload }) }
}
