import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'
import type { PaymentOptions } from '../postage/payment.ts'
import { nativeValue } from '../postage/payment.ts'
import { postageOf } from '../postage/postageOf.ts'
import { postedStamp } from '../postage/postedStamp.ts'
import type { PostInput } from '../postage/postInput.ts'

export type PostParameters = PaymentOptions & {
  /** The stamp, but for its sender, which is the caller. */
  input: PostInput
}

/**
 * Posts a stamp, with the caller as its sender, and does not wait for it to be mined.
 *
 * Source: `PostOffice.post`. Native postage is sent along, less `fromBalance`. Of other tokens the caller's balance in the PostOffice comes
 * first, and the rest is taken by allowance: `payPostage` sees to that too.
 *
 * @returns Hash, stamp and stampId: what a relay is shown. It is posted when the transaction is mined.
 * @throws {PostageTooHighError} It is above `maxPostage`; nothing was signed or sent.
 * @throws {InvalidParameterError} `fromBalance` cannot be meant.
 * @throws {ContractRefusalError} `InvalidRelay`, `CarriageWithoutRelay`, `TokenNotAccepted`, `StakeTooLow`, `ExpiryOutOfRange`,
 * `SenderDenied`, `StampIdUsed`, `ERC6909InsufficientBalance`, or what `deposit` is refused with.
 *
 * @example
 * const { stamp, stampId } = await post(client, {
 *   input: { relay, token, inboxId, letterHash, carriage: 20_000n, stake: 1_000_000n, expiresAt },
 *   maxPostage: 1_020_000n,
 * })
 */
export const post = defineWrite(
  postOffice,
  ({ input, maxPostage, fromBalance }: PostParameters) => ({
    functionName: 'post',
    args: [input],
    value: nativeValue(input.token, postageOf([input]), { maxPostage, fromBalance }),
  }),
  (sent) => postedStamp(sent.account, sent),
)
