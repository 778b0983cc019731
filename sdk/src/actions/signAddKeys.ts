import type { Address } from 'viem'
import { addKeysTypes } from '../../../protocol/eip712/inboxRegistry.ts'
import type { PennypostClient } from '../chain/client.ts'
import { accountOf } from '../chain/client.ts'
import { checkedKeyInput } from '../keys/checkedKeyInput.ts'
import type { RegistrySignOptions } from '../signing/signForRegistry.ts'
import { signForRegistry } from '../signing/signForRegistry.ts'
import type { AddKeysParameters } from './addKeys.ts'
import type { AddKeysForParameters } from './addKeysFor.ts'

export type SignAddKeysParameters = AddKeysParameters &
  RegistrySignOptions & {
    /** The wallet of the inbox, where it is a contract that takes the account's signature for its own (ERC-1271); else the account. */
    wallet?: Address | undefined
  }

/**
 * Signs that keys are to be added to an inbox, so that somebody else can pay for it. Sends nothing.
 *
 * @returns What `addKeysFor` takes, for whoever sends it. Good once, until the deadline, and while no other signature is used before.
 * @throws {InvalidKeyError} A key has another length than its kind, or is otherwise none; nothing was signed.
 * @throws {AccountRequiredError} Neither client nor parameters have an account.
 * @throws {UnknownChainError} No addresses are known for the client's chain.
 *
 * @example
 * const signed = await signAddKeys(wallet, { inboxId, keys: [keyInput] })
 * const hash = await addKeysFor(payer, signed)
 */
export async function signAddKeys(
  client: PennypostClient,
  parameters: SignAddKeysParameters,
): Promise<AddKeysForParameters> {
  const { inboxId } = parameters
  const keys = parameters.keys.map(checkedKeyInput)
  const wallet = parameters.wallet ?? accountOf(client, parameters).address
  const { deadline, signature } = await signForRegistry(client, {
    ...parameters,
    signer: wallet,
    types: addKeysTypes,
    primaryType: 'AddKeys',
    message: { wallet, inboxId, keys },
  })
  return { wallet, inboxId, keys, deadline, signature }
}
