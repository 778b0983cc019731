import { withdrawTypes } from '../../../protocol/eip712/postOffice.ts'
import type { PennypostClient } from '../chain/client.ts'
import { accountOf } from '../chain/client.ts'
import { deadlineSeconds } from '../signing/deadlineSeconds.ts'
import { defaultDeadline } from '../signing/defaultDeadline.ts'
import type { DeadlineOption, SignOptions } from '../signing/signForPostOffice.ts'
import { signForPostOffice } from '../signing/signForPostOffice.ts'
import { getPostOfficeNonce } from './getPostOfficeNonce.ts'
import type { WithdrawParameters } from './withdraw.ts'
import type { WithdrawForParameters } from './withdrawFor.ts'

export type SignWithdrawParameters = SignOptions &
  DeadlineOption &
  WithdrawParameters & {
    /** Of the account in the PostOffice; else the chain is asked. Give it to sign ahead: the second signature carries one more. */
    nonce?: bigint | undefined
  }

/**
 * Signs a payment out of the account's balance in the PostOffice, so that anyone may send it.
 *
 * @returns What `withdrawFor` takes.
 * @throws {UnknownChainError} No addresses are known for the client's chain.
 * @throws {AccountRequiredError} Neither client nor parameters have an account.
 *
 * @example
 * const signed = await signWithdraw(client, { token: zeroAddress, amount, to })
 */
export async function signWithdraw(
  client: PennypostClient,
  parameters: SignWithdrawParameters,
): Promise<WithdrawForParameters> {
  const { token, amount, to, contracts } = parameters
  const owner = accountOf(client, parameters).address
  const deadline = parameters.deadline ?? (await defaultDeadline(client))
  const nonce = parameters.nonce ?? (await getPostOfficeNonce(client, { signer: owner, contracts }))
  const signature = await signForPostOffice(client, {
    ...parameters,
    types: withdrawTypes,
    primaryType: 'Withdraw',
    message: { owner, token, amount, to, nonce, deadline: deadlineSeconds(deadline) },
  })
  return { owner, token, amount, to, deadline, signature }
}
