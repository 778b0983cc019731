import type { Address } from 'viem'
import type { PennypostClient } from '../chain/client.ts'
import { accountOf, contractsOf } from '../chain/client.ts'
import { deadlineSeconds } from '../signing/deadlineSeconds.ts'
import { defaultDeadline } from '../signing/defaultDeadline.ts'
import type { DeadlineOption, SignOptions } from '../signing/signForPostOffice.ts'
import { signTyped } from '../signing/signTyped.ts'
import { permitOf } from '../tokens/permitOf.ts'
import type { DepositWithPermitParameters } from './depositWithPermit.ts'

export type SignPermitParameters = SignOptions &
  DeadlineOption & {
    token: Address
    /** Whose balance in the PostOffice is to rise; the account's unless given. Not signed. */
    to?: Address | undefined
    /** In the token's smallest unit. */
    amount: bigint
  }

const permitTypes = {
  Permit: [
    { name: 'owner', type: 'address' },
    { name: 'spender', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

/**
 * Signs an ERC-2612 permit by which the PostOffice may take `amount` of the account's tokens.
 *
 * @returns What `depositWithPermit` takes, which the account itself must send.
 * @throws {TokenSignatureUnsupportedError} The token takes no permits, or others; nothing was signed.
 * @throws {UnknownChainError} No addresses are known for the client's chain.
 * @throws {AccountRequiredError} Neither client nor parameters have an account.
 *
 * @example
 * const hash = await depositWithPermit(client, await signPermit(client, { token, amount }))
 */
export async function signPermit(
  client: PennypostClient,
  parameters: SignPermitParameters,
): Promise<DepositWithPermitParameters> {
  const { token, amount } = parameters
  const account = accountOf(client, parameters)
  const { PostOffice: spender } = await contractsOf(client, parameters)
  const { domain, nonce } = await permitOf(client, { token, owner: account.address })
  const deadline = parameters.deadline ?? (await defaultDeadline(client))
  const message = { owner: account.address, spender, value: amount, nonce }
  const signature = await signTyped(client, {
    ...{ account, domain, types: permitTypes, primaryType: 'Permit' },
    message: { ...message, deadline: deadlineSeconds(deadline) },
  })
  return { token, to: parameters.to ?? account.address, amount, deadline, signature }
}
