import type { Address } from 'viem'
import { revokeKeysTypes } from '../../../protocol/eip712/inboxRegistry.ts'
import type { PennypostClient } from '../chain/client.ts'
import { accountOf } from '../chain/client.ts'
import type { RegistrySignOptions } from '../signing/signForRegistry.ts'
import { signForRegistry } from '../signing/signForRegistry.ts'
import type { RevokeKeysParameters } from './revokeKeys.ts'
import type { RevokeKeysForParameters } from './revokeKeysFor.ts'

export type SignRevokeKeysParameters = RevokeKeysParameters &
  RegistrySignOptions & {
    /** The wallet or recovery, where it is a contract that takes the account's signature for its own (ERC-1271); else the account. */
    signer?: Address | undefined
  }

/**
 * Signs that keys of an inbox are to be revoked for good, so that somebody else can pay for it. Sends nothing.
 *
 * @returns What `revokeKeysFor` takes, for whoever sends it. Good once, until the deadline, and while no other signature is used before.
 * @throws {AccountRequiredError} Neither client nor parameters have an account.
 * @throws {UnknownChainError} No addresses are known for the client's chain.
 *
 * @example
 * const signed = await signRevokeKeys(wallet, { inboxId, keyIds: [key.keyId] })
 * const hash = await revokeKeysFor(payer, signed)
 */
export async function signRevokeKeys(
  client: PennypostClient,
  parameters: SignRevokeKeysParameters,
): Promise<RevokeKeysForParameters> {
  const { inboxId, keyIds } = parameters
  const signer = parameters.signer ?? accountOf(client, parameters).address
  const { deadline, signature } = await signForRegistry(client, {
    ...parameters,
    signer,
    types: revokeKeysTypes,
    primaryType: 'RevokeKeys',
    message: { signer, inboxId, keyIds },
  })
  return { signer, inboxId, keyIds, deadline, signature }
}
