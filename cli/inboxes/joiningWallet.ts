import type { Command } from 'commander'
import { Option } from 'commander'
import type { AccountSource } from '../accounts/accountSource.ts'
import { sourceOfDev, sourceOfKeystore } from '../accounts/accountSource.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { parseCount } from '../parse/parseCount.ts'

/** For a wallet that signs in the same breath as the account sends. */
export type WalletOptions = {
  walletKeystore?: string | undefined
  walletPasswordFile?: string | undefined
  walletDev?: number | undefined
}

export function walletOptions(command: Command): Command {
  return command
    .option('--wallet-keystore <file>', 'keystore of the wallet that joins')
    .option('--wallet-password-file <file>', 'file whose first line is the password of that')
    .addOption(
      new Option('--wallet-dev <n>', 'as --dev, for the wallet that joins')
        .argParser(parseCount)
        .conflicts('walletKeystore'),
    )
}

/** @throws {CliError} No wallet is named. */
export function joiningWallet({ env }: Context, options: WalletOptions): AccountSource {
  const { walletKeystore, walletPasswordFile: file, walletDev } = options
  if (walletDev !== undefined) return sourceOfDev(walletDev)
  if (walletKeystore !== undefined)
    return sourceOfKeystore(walletKeystore, {
      ...{ file, value: env.walletPassword ?? env.password },
      ...{ variable: 'PENNYPOST_WALLET_PASSWORD', option: '--wallet-password-file' },
    })
  throw new CliError(
    'Which wallet joins? Name its file with --wallet-keystore; or have it sign with --sign, and give that as --signature.',
  )
}
