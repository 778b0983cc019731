import type { Address, Hex } from 'viem'
import { authorizationNonce } from '../../../protocol/ids.ts'
import type { PennypostClient } from '../chain/client.ts'
import { accountOf, contractsOf } from '../chain/client.ts'
import { deadlineSeconds } from '../signing/deadlineSeconds.ts'
import { defaultDeadline } from '../signing/defaultDeadline.ts'
import { randomSalt } from '../signing/randomSalt.ts'
import type { SignOptions } from '../signing/signForPostOffice.ts'
import { signTyped } from '../signing/signTyped.ts'
import { authorizationOf } from '../tokens/authorizationOf.ts'
import type { DepositWithAuthorizationParameters } from './depositWithAuthorization.ts'

export type SignDepositAuthorizationParameters = SignOptions & {
  token: Address
  /** Whose balance in the PostOffice is to rise; the account's unless given. */
  to?: Address | undefined
  /** In the token's smallest unit. */
  amount: bigint
  /** Unix seconds: good later than this; 0, from the start, unless given. */
  validAfter?: number | undefined
  /** Unix seconds: good earlier than this. An hour after the chain's newest block unless given. */
  validBefore?: number | undefined
  /** 32 bytes that the account has not used with this `to` before; random unless given. */
  salt?: Hex | undefined
}

const receiveTypes = {
  ReceiveWithAuthorization: [
    { name: 'from', type: 'address' },
    { name: 'to', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'validAfter', type: 'uint256' },
    { name: 'validBefore', type: 'uint256' },
    { name: 'nonce', type: 'bytes32' },
  ],
} as const

/**
 * Signs an ERC-3009 authorization by which `amount` of the account's tokens is paid into the PostOffice, so that anyone may send it.
 *
 * @returns What `depositWithAuthorization` takes.
 * @throws {TokenSignatureUnsupportedError} The token takes no authorizations, or this salt was used before; nothing was signed.
 * @throws {UnknownChainError} No addresses are known for the client's chain.
 * @throws {AccountRequiredError} Neither client nor parameters have an account.
 *
 * @example
 * const authorization = await signDepositAuthorization(client, { token: usdc, amount: 5_000_000n })
 */
export async function signDepositAuthorization(
  client: PennypostClient,
  parameters: SignDepositAuthorizationParameters,
): Promise<DepositWithAuthorizationParameters> {
  const { token, amount, validAfter = 0, salt = randomSalt() } = parameters
  const account = accountOf(client, parameters)
  const from = account.address
  const to = parameters.to ?? from
  const nonce = authorizationNonce(to, salt)
  const { PostOffice } = await contractsOf(client, parameters)
  const { domain } = await authorizationOf(client, { token, from, nonce })
  const validBefore = parameters.validBefore ?? (await defaultDeadline(client))
  const signature = await signTyped(client, {
    ...{ account, domain, types: receiveTypes, primaryType: 'ReceiveWithAuthorization' },
    message: {
      ...{ from, to: PostOffice, value: amount, nonce },
      validAfter: deadlineSeconds(validAfter),
      validBefore: deadlineSeconds(validBefore),
    },
  })
  return { token, from, to, amount, validAfter, validBefore, salt, signature }
}
