import type { Address, Hex, LocalAccount } from 'viem'
import { isHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { Env } from '../env.ts'
import { CliError } from '../errors/CliError.ts'
import type { Globals } from '../globals.ts'
import { devAccount } from './devAccount.ts'
import { addressOfKeystore, openKeystore, readKeystore } from './keystore.ts'
import type { PasswordSources } from './passwords.ts'
import { passwordOf } from './passwords.ts'

/** An account that was chosen, not opened yet. */
export type AccountSource = {
  /** Where it comes from, for people. */
  text: string
  /** Whether everybody has its key. */
  isDev: boolean
  /** Known without its key; undefined: open it. */
  address: Address | undefined
  open(): Promise<LocalAccount>
}

/**
 * The account that options and environment name.
 *
 * @throws {CliError} They name none, or two.
 */
export function accountSource(env: Env, globals: Globals): AccountSource {
  const { dev, keystore } = globals
  if (dev !== undefined) return sourceOfDev(dev)
  const passwords = { file: globals.passwordFile, value: env.password }
  if (keystore !== undefined) return sourceOfKeystore(keystore, passwords)
  if (env.keystore !== undefined && env.privateKey !== undefined)
    throw new CliError('Set PENNYPOST_KEYSTORE or PENNYPOST_PRIVATE_KEY, not both.')
  if (env.keystore !== undefined) return sourceOfKeystore(env.keystore, passwords)
  if (env.privateKey !== undefined) return sourceOfPrivateKey(env.privateKey)
  throw new CliError(
    'Which account? Give --keystore file, or set PENNYPOST_KEYSTORE or PENNYPOST_PRIVATE_KEY; on a local chain --dev 0 will do.',
  )
}

export function sourceOfDev(index: number): AccountSource {
  const account = devAccount(index)
  return {
    text: `development account ${index}`,
    isDev: true,
    address: account.address,
    open: () => Promise.resolve(account),
  }
}

export function sourceOfKeystore(file: string, passwords: PasswordSources): AccountSource {
  const address = addressOfKeystore(readKeystore(file))
  let opened: Promise<LocalAccount> | undefined
  const open = async () => openKeystore(file, await passwordOf(file, passwords))
  return {
    text: file,
    isDev: false,
    address,
    open: () => {
      opened ??= open()
      return opened
    },
  }
}

function sourceOfPrivateKey(privateKey: string): AccountSource {
  const hex = (privateKey.startsWith('0x') ? privateKey : `0x${privateKey}`) as Hex
  const account = isHex(hex) && hex.length === 66 ? accountOf(hex) : undefined
  if (!account)
    throw new CliError(
      'PENNYPOST_PRIVATE_KEY is no private key: that is 0x and 64 hexadecimal digits.',
    )
  const open = () => Promise.resolve(account)
  return { text: 'PENNYPOST_PRIVATE_KEY', isDev: false, address: account.address, open }
}

/** Undefined for the few numbers of 32 bytes that are no keys: the error would tell which. */
function accountOf(hex: Hex): LocalAccount | undefined {
  try {
    return privateKeyToAccount(hex)
  } catch {
    return undefined
  }
}
