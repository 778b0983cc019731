import type { Hex } from 'viem'
import { bytesToHex } from 'viem'
import type { HDAccount } from 'viem/accounts'

/** The private key of an account that comes from a mnemonic. */
export function privateKeyOf({ account }: { account: HDAccount }): Hex {
  const { privateKey } = account.getHdKey()
  if (!privateKey) throw new Error(`Nobody has the private key of ${account.address}`)
  return bytesToHex(privateKey)
}
