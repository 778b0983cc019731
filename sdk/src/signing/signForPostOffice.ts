import type { Hex, TypedData } from 'viem'
import { postOfficeDomain } from '../../../protocol/eip712/postOffice.ts'
import type { AccountOption, ContractsOption, PennypostClient } from '../chain/client.ts'
import { accountOf, chainIdOf, contractsOf } from '../chain/client.ts'
import { signTyped } from './signTyped.ts'

/** Who signs, and for which PostOffice. */
export type SignOptions = AccountOption & ContractsOption

/** For signatures that are good for a time. */
export type DeadlineOption = {
  /** Unix seconds: the last at which the signature is good. An hour after the chain's newest block unless given. */
  deadline?: number | undefined
}

type SignForPostOfficeParameters = SignOptions & {
  types: TypedData
  primaryType: string
  message: Record<string, unknown>
}

/** Signs what PostOffice takes from whoever sends it. Sends nothing. */
export async function signForPostOffice(
  client: PennypostClient,
  parameters: SignForPostOfficeParameters,
): Promise<Hex> {
  const { types, primaryType, message } = parameters
  const account = accountOf(client, parameters)
  const { PostOffice } = await contractsOf(client, parameters)
  const domain = postOfficeDomain(await chainIdOf(client), PostOffice)
  return await signTyped(client, { account, domain, types, primaryType, message })
}
