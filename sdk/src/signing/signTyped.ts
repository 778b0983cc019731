import type { Account, Address, Hex, TypedData, TypedDataDomain } from 'viem'
import { signTypedData } from 'viem/actions'
import type { PennypostClient } from '../chain/client.ts'
import { usualSignature } from './usualSignature.ts'

export type SignTypedParameters = {
  account: Account
  /** Whom the signature is to be by, where not by the account: a contract that answers for it. */
  signer?: Address | undefined
  domain: TypedDataDomain
  types: TypedData
  primaryType: string
  message: Record<string, unknown>
}

/** Has an account sign typed data, in the form that contracts and tokens take. */
export async function signTyped(
  client: PennypostClient,
  { account, signer = account.address, ...typedData }: SignTypedParameters,
): Promise<Hex> {
  const signature = await signTypedData(client, { account, ...typedData })
  return await usualSignature(signature, signer, typedData)
}
