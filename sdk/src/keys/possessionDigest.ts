import type { Hex } from 'viem'
import { hashTypedData, hexToBytes } from 'viem'
import { inboxRegistryDomain, keyPossessionTypes } from '../../../protocol/eip712/inboxRegistry.ts'
import type { ContractsOption } from '../chain/client.ts'
import { contractsOn } from '../chain/contracts.ts'

export type PossessionDigestParameters = ContractsOption & {
  chainId: number
  inboxId: Hex
  /** Of the key that is to be shown to be somebody's. */
  keyId: Hex
}

/**
 * The 32 bytes that a key signs to show that who adds it to an inbox has it: the EIP-712 digest of `KeyPossession(inboxId, keyId)`.
 *
 * For keys whose secret cannot leave its place, such as those of a secure enclave. Others have {@link possessionOf}.
 *
 * @throws {UnknownChainError} No addresses are known for the chain, and none were given.
 *
 * @example
 * const digest = possessionDigest({ chainId: 8453, inboxId, keyId })
 */
export function possessionDigest(parameters: PossessionDigestParameters): Uint8Array {
  const { chainId, contracts, inboxId, keyId } = parameters
  const { InboxRegistry } = contracts ?? contractsOn(chainId)
  return hexToBytes(
    hashTypedData({
      domain: inboxRegistryDomain(chainId, InboxRegistry),
      types: keyPossessionTypes,
      primaryType: 'KeyPossession',
      message: { inboxId, keyId },
    }),
  )
}
