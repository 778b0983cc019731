import type { Account, Hex, LocalAccount, TypedDataDefinition } from 'viem'
import type { PennypostClient } from '../chain/client.ts'
import { accountOf } from '../chain/client.ts'
import type { SignTypedParameters } from './signTyped.ts'
import { signTyped } from './signTyped.ts'
import { usualSignature } from './usualSignature.ts'

/** A wallet, as a client with an account or as a local account. */
export type WalletSigner = PennypostClient | LocalAccount

/** The account of a wallet. @throws {AccountRequiredError} The client has none. */
export function accountOfWallet(wallet: WalletSigner): Account {
  return isClient(wallet) ? accountOf(wallet, {}) : wallet
}

/** Has a wallet sign typed data, in the form that relays take. */
export async function signByWallet(
  wallet: WalletSigner,
  typedData: Omit<SignTypedParameters, 'account' | 'signer'>,
): Promise<Hex> {
  if (isClient(wallet))
    return await signTyped(wallet, { account: accountOfWallet(wallet), ...typedData })
  const data = typedData as TypedDataDefinition
  return await usualSignature(await wallet.signTypedData(data), wallet.address, data)
}

function isClient(wallet: WalletSigner): wallet is PennypostClient {
  return 'request' in wallet
}
