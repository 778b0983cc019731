import type { Address } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'
import type { PostageCap } from '../postage/payment.ts'
import { checkPostage } from '../postage/payment.ts'
import { postageOf } from '../postage/postageOf.ts'
import { postedStamp } from '../postage/postedStamp.ts'
import type { PostInput } from '../postage/postInput.ts'

export type PostFromParameters = PostageCap & {
  /** Whose balance in the PostOffice pays; the caller is its operator, or within its allowance. */
  sender: Address
  input: PostInput
}

/**
 * Posts a stamp paid from the balance of `sender`, which is refunded too. Refunds do not restore an allowance.
 *
 * Source: `PostOffice.postFrom`.
 *
 * @returns Hash, stamp and stampId.
 * @throws {PostageTooHighError} It is above `maxPostage`; nothing was signed or sent.
 * @throws {ContractRefusalError} `ERC6909InsufficientAllowance`, `ERC6909InsufficientBalance`, and what `post` is refused with.
 *
 * @example
 * const { stampId } = await postFrom(operator, { sender, input, maxPostage: 1_020_000n })
 */
export const postFrom = defineWrite(
  postOffice,
  ({ sender, input, maxPostage }: PostFromParameters) => {
    checkPostage(postageOf([input]), { maxPostage })
    return { functionName: 'postFrom', args: [sender, input] }
  },
  (sent) => postedStamp(sent.parameters.sender, sent),
)
