import type { Address } from 'viem'
import { zeroAddress } from 'viem'
import { registerTypes } from '../../../protocol/eip712/inboxRegistry.ts'
import type { PennypostClient } from '../chain/client.ts'
import { accountOf } from '../chain/client.ts'
import { checkedKeyInput } from '../keys/checkedKeyInput.ts'
import type { RegistrySignOptions } from '../signing/signForRegistry.ts'
import { signForRegistry } from '../signing/signForRegistry.ts'
import type { RegisterInboxParameters } from './registerInbox.ts'
import type { RegisterInboxForParameters } from './registerInboxFor.ts'

export type SignRegisterInboxParameters = RegisterInboxParameters &
  RegistrySignOptions & {
    /** The wallet to register, where it is a contract that takes the account's signature for its own (ERC-1271); else the account. */
    wallet?: Address | undefined
  }

/**
 * Signs that an inbox is to be registered, so that somebody else can pay for it. Sends nothing.
 *
 * @returns What `registerInboxFor` takes, for whoever sends it. Good once, until the deadline, and while no other signature is used before.
 * @throws {InvalidKeyError} A key has another length than its kind, or is otherwise none; nothing was signed.
 * @throws {AccountRequiredError} Neither client nor parameters have an account.
 * @throws {UnknownChainError} No addresses are known for the client's chain.
 *
 * @example
 * const signed = await signRegisterInbox(newcomer, { keys: [keyInput] })
 * const hash = await registerInboxFor(payer, signed)
 */
export async function signRegisterInbox(
  client: PennypostClient,
  parameters: SignRegisterInboxParameters,
): Promise<RegisterInboxForParameters> {
  const { inboxNonce = 0n, recovery = zeroAddress } = parameters
  const keys = (parameters.keys ?? []).map(checkedKeyInput)
  const wallet = parameters.wallet ?? accountOf(client, parameters).address
  const { deadline, signature } = await signForRegistry(client, {
    ...parameters,
    signer: wallet,
    types: registerTypes,
    primaryType: 'Register',
    message: { wallet, inboxNonce, recovery, keys },
  })
  return { wallet, inboxNonce, recovery, keys, deadline, signature }
}
