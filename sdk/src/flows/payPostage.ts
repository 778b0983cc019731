import type { Hex, TransactionReceipt } from 'viem'
import type { Stamp } from '../../../protocol/eip712/postOffice.ts'
import { post } from '../actions/post.ts'
import type { PennypostClient } from '../chain/client.ts'
import { checkCappedPostage } from '../postage/payment.ts'
import { postageOf } from '../postage/postageOf.ts'
import type { PostInput } from '../postage/postInput.ts'
import type { FlowOptions } from './flowOptions.ts'
import { flowOf } from './flowOptions.ts'
import { nativeFromBalance, readyToPay } from './readyToPay.ts'
import type { StepOption } from './step.ts'
import { sendStep } from './step.ts'

export type PayPostageParameters = FlowOptions &
  StepOption & {
    /** The stamp, but for its sender, which is the account. */
    input: PostInput
    /** The most that carriage and stake together may be, in the token's smallest unit. */
    maxPostage: bigint
  }

/** A stamp that is posted. */
export type PayPostageReturnType = {
  /** Keep it: the recipient and the relay need it whole, and whoever takes the postage back. */
  stamp: Stamp
  stampId: Hex
  receipt: TransactionReceipt
}

/**
 * Posts one stamp and waits until it is mined. It is paid from the account's balance in the PostOffice first; native money for the rest is
 * sent along, and of other tokens exactly the rest is approved, if it is not yet.
 *
 * @throws {PostageTooHighError} It is above `maxPostage`; nothing was signed or sent.
 * @throws {TokenBalanceTooLowError} The account cannot pay it; nothing was signed or sent.
 * @throws {ContractRefusalError} What `post` is refused with. Before anything is approved, too.
 * @throws {AllowanceTooLowError} Less was approved than was asked.
 * @throws {TransactionFailedError} A transaction was refused after all, or replaced.
 * @throws What viem throws. Where `mayBeSent` is true of it, the transaction of the last step may have gone out: look at the stamp's status
 *   before paying again.
 *
 * @example
 * const { stamp, stampId } = await payPostage(client, {
 *   input: { relay, token, inboxId, letterHash, carriage, stake, expiresAt },
 *   maxPostage: 1_020_000n,
 *   onStep: ({ name, state }) => console.log(name, state),
 * })
 */
export async function payPostage(
  client: PennypostClient,
  parameters: PayPostageParameters,
): Promise<PayPostageReturnType> {
  const { input, maxPostage, onStep } = parameters
  const { token } = input
  const postage = postageOf([input])
  checkCappedPostage(postage, maxPostage)
  const flow = await flowOf(client, parameters)
  const simulate = () => post.simulate(client, { ...flow, input })
  await readyToPay(client, { flow, token, postage, simulate, onStep })

  const fromBalance = await nativeFromBalance(client, { flow, token, postage })
  const { stamp, stampId, receipt } = await sendStep(client, { name: 'post', onStep }, () =>
    post(client, { ...flow, input, maxPostage, fromBalance }),
  )
  return { stamp, stampId, receipt }
}
