import type { Address, Hex } from 'viem'
import { linkWalletTypes } from '../../../protocol/eip712/inboxRegistry.ts'
import type { PennypostClient } from '../chain/client.ts'
import { accountOf } from '../chain/client.ts'
import type { RegistrySignOptions } from '../signing/signForRegistry.ts'
import { signForRegistry } from '../signing/signForRegistry.ts'
import type { LinkWalletParameters } from './linkWallet.ts'

export type SignLinkWalletParameters = RegistrySignOptions & {
  /** The inbox to join. */
  inboxId: Hex
  /** The wallet that joins, where it is a contract that takes the account's signature for its own (ERC-1271); else the account. */
  wallet?: Address | undefined
}

/**
 * Signs that a wallet joins an inbox. Sends nothing: the inbox's recovery does.
 *
 * @returns What `linkWallet` takes. Good once, until the deadline, and while no other signature is used before.
 * @throws {AccountRequiredError} Neither client nor parameters have an account.
 * @throws {UnknownChainError} No addresses are known for the client's chain.
 *
 * @example
 * const signed = await signLinkWallet(newWallet, { inboxId })
 * const hash = await linkWallet(recovery, signed)
 */
export async function signLinkWallet(
  client: PennypostClient,
  parameters: SignLinkWalletParameters,
): Promise<LinkWalletParameters> {
  const { inboxId } = parameters
  const wallet = parameters.wallet ?? accountOf(client, parameters).address
  const { deadline, signature } = await signForRegistry(client, {
    ...parameters,
    signer: wallet,
    types: linkWalletTypes,
    primaryType: 'LinkWallet',
    message: { inboxId, wallet },
  })
  return { inboxId, wallet, deadline, signature }
}
