import type { Hash, Hex } from 'viem'
import { zeroAddress } from 'viem'
import type { Stamp } from '../../../protocol/eip712/postOffice.ts'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'
import type { PaymentOptions } from '../postage/payment.ts'
import { nativeValue } from '../postage/payment.ts'
import { postageOf } from '../postage/postageOf.ts'
import { postedStamp } from '../postage/postedStamp.ts'
import type { PostInput } from '../postage/postInput.ts'

export type PostManyParameters = PaymentOptions & {
  /** At least one, all in one token. */
  inputs: readonly PostInput[]
}

/** What posting stamps gives. */
export type PostManyReturnType = {
  hash: Hash
  /** In the order of the inputs. */
  stamps: readonly Stamp[]
  /** In the order of the inputs. */
  stampIds: readonly Hex[]
}

/**
 * Posts stamps in one transaction, all or none, paid at once as `post` is. `maxPostage` is compared with the postage of all.
 *
 * Source: `PostOffice.postMany`. For more than some hundred stamps see `postAll`.
 *
 * @throws {PostageTooHighError} They are above `maxPostage`; nothing was signed or sent.
 * @throws {InvalidParameterError} `fromBalance` cannot be meant.
 * @throws {ContractRefusalError} `NoStamps`, `TokensDiffer`, and what `post` is refused with; its first value says which stamp it is about,
 * from 0.
 *
 * @example
 * const { stamps, stampIds } = await postMany(client, { inputs, maxPostage: 10_200_000n })
 */
export const postMany = defineWrite(
  postOffice,
  ({ inputs, maxPostage, fromBalance }: PostManyParameters) => ({
    functionName: 'postMany',
    args: [inputs],
    value: nativeValue(inputs[0]?.token ?? zeroAddress, postageOf(inputs), {
      maxPostage,
      fromBalance,
    }),
  }),
  ({ parameters, ...sent }): PostManyReturnType => {
    const posted = parameters.inputs.map((input) =>
      postedStamp(sent.account, { ...sent, parameters: { input } }),
    )
    return {
      hash: sent.hash,
      stamps: posted.map(({ stamp }) => stamp),
      stampIds: posted.map(({ stampId }) => stampId),
    }
  },
)
