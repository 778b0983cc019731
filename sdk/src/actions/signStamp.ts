import { stampTypes } from '../../../protocol/eip712/postOffice.ts'
import type { PennypostClient } from '../chain/client.ts'
import { accountOf } from '../chain/client.ts'
import type { PostageCap } from '../postage/payment.ts'
import { checkPostage } from '../postage/payment.ts'
import { postageOf } from '../postage/postageOf.ts'
import type { PostInput } from '../postage/postInput.ts'
import { stampOf } from '../postage/postInput.ts'
import type { SignOptions } from '../signing/signForPostOffice.ts'
import { signForPostOffice } from '../signing/signForPostOffice.ts'
import type { PostForParameters } from './postFor.ts'

export type SignStampParameters = SignOptions &
  PostageCap & {
    input: PostInput
  }

/**
 * Signs a stamp, so that anyone may post it, paid from the account's balance in the PostOffice.
 *
 * It stays good until it is posted, has become impossible to post, or is called off by `voidStamps`.
 *
 * @returns What `postFor` takes.
 * @throws {PostageTooHighError} It is above `maxPostage`; nothing was signed.
 * @throws {UnknownChainError} No addresses are known for the client's chain.
 * @throws {AccountRequiredError} Neither client nor parameters have an account.
 *
 * @example
 * const signed = await signStamp(client, { input, maxPostage: 1_020_000n })
 */
export async function signStamp(
  client: PennypostClient,
  parameters: SignStampParameters,
): Promise<PostForParameters> {
  const { input } = parameters
  checkPostage(postageOf([input]), parameters)
  const sender = accountOf(client, parameters).address
  const signature = await signForPostOffice(client, {
    ...parameters,
    types: stampTypes,
    primaryType: 'Stamp',
    message: stampOf(sender, input),
  })
  return { sender, input, signature }
}
