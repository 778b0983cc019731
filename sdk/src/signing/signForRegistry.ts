import type { Address, Hex, TypedData } from 'viem'
import { inboxRegistryDomain } from '../../../protocol/eip712/inboxRegistry.ts'
import { getRegistryNonce } from '../actions/getRegistryNonce.ts'
import type { PennypostClient } from '../chain/client.ts'
import { accountOf, chainIdOf, contractsOf } from '../chain/client.ts'
import { deadlineSeconds } from './deadlineSeconds.ts'
import { defaultDeadline } from './defaultDeadline.ts'
import type { DeadlineOption, SignOptions } from './signForPostOffice.ts'
import { signTyped } from './signTyped.ts'

/** What every signature for InboxRegistry takes beside its own parameters. */
export type RegistrySignOptions = SignOptions &
  DeadlineOption & {
    /** The signer's nonce in InboxRegistry; else the chain is asked. Give it to sign ahead: the second signature carries one more. */
    nonce?: bigint | undefined
  }

type SignForRegistryParameters = RegistrySignOptions & {
  /** Whom the signature is by: the account, or a contract that answers for it. */
  signer: Address
  types: TypedData
  primaryType: string
  /** All but nonce and deadline. */
  message: Record<string, unknown>
}

/** Signs what InboxRegistry takes from whoever sends it. Asks the chain, sends nothing. */
export async function signForRegistry(
  client: PennypostClient,
  parameters: SignForRegistryParameters,
): Promise<{ deadline: number; signature: Hex }> {
  const { signer, types, primaryType } = parameters
  const account = accountOf(client, parameters)
  const contracts = await contractsOf(client, parameters)
  const deadline = parameters.deadline ?? (await defaultDeadline(client))
  const seconds = deadlineSeconds(deadline)
  const nonce = parameters.nonce ?? (await getRegistryNonce(client, { signer, contracts }))
  const signature = await signTyped(client, {
    account,
    signer,
    domain: inboxRegistryDomain(await chainIdOf(client), contracts.InboxRegistry),
    types,
    primaryType,
    message: { ...parameters.message, nonce, deadline: seconds },
  })
  return { deadline, signature }
}
