import type { Address, Hex } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'
import { deadlineSeconds } from '../signing/deadlineSeconds.ts'
import { splitSignature } from '../signing/splitSignature.ts'

/** What `signDepositAuthorization` returns. */
export type DepositWithAuthorizationParameters = {
  token: Address
  /** Who signed, and pays. */
  from: Address
  /** Whose balance in the PostOffice rises. */
  to: Address
  /** In the token's smallest unit. */
  amount: bigint
  /** Unix seconds: good later than this. */
  validAfter: number
  /** Unix seconds: good earlier than this. */
  validBefore: number
  /** 32 bytes, of which with `to` the authorization's nonce is made. */
  salt: Hex
  /** Of `from`, of 65 bytes. */
  signature: Hex
}

/**
 * Pays in what `from` has authorised by ERC-3009. Anyone may send it, and only `to` is credited.
 *
 * What came from somebody else is read by `parseSigned` first: its JSON as it came could set gas, fees and contracts too.
 *
 * Source: `PostOffice.depositWithAuthorization`.
 *
 * @throws {InvalidParameterError} The signature is not of 65 bytes.
 * @throws {ContractRefusalError} `InvalidReceiver`, `DepositTooLarge`, `TokenHasNoCode` or `TokenAmountMismatch`.
 * @throws {TokenRefusalError} The token itself refuses, as where the authorization is not good or was used.
 *
 * @example
 * const authorization = await signDepositAuthorization(owner, { token, amount })
 * const hash = await depositWithAuthorization(payer, authorization)
 */
export const depositWithAuthorization = defineWrite(
  postOffice,
  (parameters: DepositWithAuthorizationParameters) => {
    const { token, from, to, amount, validAfter, validBefore, salt, signature } = parameters
    const { v, r, s } = splitSignature(signature)
    const times = [deadlineSeconds(validAfter), deadlineSeconds(validBefore)] as const
    return {
      functionName: 'depositWithAuthorization',
      args: [token, from, to, amount, ...times, salt, v, r, s],
    }
  },
)
