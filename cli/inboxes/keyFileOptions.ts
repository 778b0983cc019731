import type { KeyInput, KeyPair } from '@pennypost/sdk'
import { canSign, keyInputOf } from '@pennypost/sdk'
import type { Command } from 'commander'
import type { Hex } from 'viem'
import { openKeyFile, readKeyFile } from '../accounts/keyFile.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'
import { parseTime } from '../parse/parseTime.ts'

export type KeyFileOptions = {
  key?: readonly string[] | undefined
  voucher?: string | undefined
  expires?: number | undefined
}

/** Declares options for keys that are to be added. */
export function keyFileOptions(command: Command): Command {
  return command
    .option('--key <file>', 'key to add, of inbox keys new; may come again', collected)
    .option('--voucher <file>', 'signing key of the inbox that speaks for keys that cannot sign')
    .option('--expires <time>', 'when the keys end, such as 2027-01-31 (default: never)', parseTime)
}

const collected = (file: string, before: readonly string[] = []) => [...before, file]

/**
 * The keys of files, as the contract takes them: signing ones first, as the first of them speaks for those that cannot sign unless
 * another voucher is named.
 */
export async function keyInputs(
  context: Context,
  inboxId: Hex,
  { key: files = [], voucher: voucherFile, expires }: KeyFileOptions,
): Promise<readonly KeyInput[]> {
  if (files.length === 0 && (voucherFile !== undefined || expires !== undefined))
    throw new CliError('--voucher and --expires are for keys: name one with --key.')
  // What is no key file is told before anybody is asked for a password.
  for (const file of [...files, ...(voucherFile ? [voucherFile] : [])]) readKeyFile(file)
  const opened = async (file: string) => await openKeyFile(file, await context.keyPassword(file))
  const pairs: KeyPair[] = []
  for (const file of files) pairs.push(await opened(file))
  const signing = pairs.filter(({ kind }) => canSign(kind))
  const others = pairs.filter(({ kind }) => !canSign(kind))
  const voucher = voucherFile ? await opened(voucherFile) : signing[0]
  const { id: chainId, contracts } = await context.chain()
  return [...signing, ...others].map((key) =>
    keyInputOf({ chainId, contracts, inboxId, key, voucher, expiresAt: expires }),
  )
}
