import type { Hex } from 'viem'
import { concat } from 'viem'
import { keyIdOf } from '../../../protocol/ids.ts'
import { canSign } from '../../../protocol/keyKinds.ts'
import type { ContractsOption } from '../chain/client.ts'
import { InvalidParameterError } from '../errors/InvalidParameterError.ts'
import type { KeyPair } from './keyPair.ts'
import { possessionDigest } from './possessionDigest.ts'
import { signWithKey } from './signWithKey.ts'

export type PossessionOfParameters = ContractsOption & {
  chainId: number
  /** The inbox that the key is to act for: no other can use the proof. */
  inboxId: Hex
  /** The key to add. Its secret is asked of kinds that sign. */
  key: Pick<KeyPair, 'kind' | 'publicKey'> & { secretKey?: Hex | undefined }
  /**
   * For a key that cannot sign: a signing key that speaks for it. It has to be active for the inbox when the key is added, so added
   * before, if only earlier in the same call. A key that signs speaks for itself.
   */
  voucher?: Omit<KeyPair, 'publicKey'> | undefined
}

/**
 * The proof of possession that comes with a key: its own signature, or for kinds that cannot sign `keyId ‖ signature` of a voucher.
 *
 * The contract takes any; indexers judge it, and publish `valid`, `vouched`, `invalid` or `none`.
 *
 * @returns 64 bytes, or 96 of a voucher; `0x` for a key that cannot sign and has none.
 * @throws {InvalidParameterError} The key is of a kind that signs and came without its secret, or the voucher is of a kind that cannot.
 * @throws {UnknownChainError} No addresses are known for the chain, and none were given.
 *
 * @example
 * const possession = possessionOf({ chainId: 8453, inboxId, key: sealing, voucher: signing })
 */
export function possessionOf(parameters: PossessionOfParameters): Hex {
  const { key, voucher } = parameters
  const { kind, publicKey, secretKey } = key
  if (!canSign(kind) && !voucher) return '0x'
  const digest = possessionDigest({ ...parameters, keyId: keyIdOf(kind, publicKey) })
  if (!canSign(kind) && voucher) return concat([voucher.keyId, signWithKey(voucher, digest)])
  if (!secretKey)
    throw new InvalidParameterError(
      'key',
      `A key of kind ${kind} shows by its own signature that somebody has it: give its \`secretKey\`.`,
    )
  return signWithKey({ kind, secretKey }, digest)
}
