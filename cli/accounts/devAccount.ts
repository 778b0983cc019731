import type { LocalAccount } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { isLocalChain, localChains } from '../chain/knownChains.ts'
import { CliError } from '../errors/CliError.ts'

/** Of the accounts that local nodes give money to. Everybody knows it. */
const mnemonic = 'test test test test test test test test test test test junk'

export function devAccount(index: number): LocalAccount {
  return mnemonicToAccount(mnemonic, { addressIndex: index })
}

/** @throws {CliError} The chain is not a local one: whatever such an account has there, anyone can take. */
export function checkLocalChain(chainId: number): void {
  if (isLocalChain(chainId)) return
  throw new CliError(
    `--dev is for the local chains ${localChains.join(' and ')}, and this is chain ${chainId}: everybody has the keys of these accounts. Use --keystore.`,
  )
}
