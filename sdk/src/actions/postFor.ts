import type { Address, Hex } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'
import { postedStamp } from '../postage/postedStamp.ts'
import type { PostInput } from '../postage/postInput.ts'

/** What `signStamp` returns. */
export type PostForParameters = {
  /** Who signed the stamp, and pays it from its balance in the PostOffice. */
  sender: Address
  input: PostInput
  signature: Hex
}

/**
 * Posts a stamp that its sender signed, paid from the sender's balance. Anyone may send it.
 *
 * What came from somebody else is read by `parseSigned` first: its JSON as it came could set gas, fees and contracts too.
 *
 * Source: `PostOffice.postFor`.
 *
 * @returns Hash, stamp and stampId.
 * @throws {ContractRefusalError} `InvalidSignature`, `ERC6909InsufficientBalance`, and what `post` is refused with.
 *
 * @example
 * const { stampId } = await postFor(relay, await signStamp(sender, { input, maxPostage }))
 */
export const postFor = defineWrite(
  postOffice,
  ({ sender, input, signature }: PostForParameters) => ({
    functionName: 'postFor',
    args: [sender, input, signature],
  }),
  (sent) => postedStamp(sent.parameters.sender, sent),
)
