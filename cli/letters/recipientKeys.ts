import type { KeyPair } from '@pennypost/sdk'
import { canSign } from '@pennypost/sdk'
import { openKeyFile, readKeyFile } from '../accounts/keyFile.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors/CliError.ts'

/** Keys of a recipient's. */
export type RecipientKeys = {
  /** Shows the relay whose letters these are; undefined: the account does. */
  signing: KeyPair | undefined
  /** Open letters. */
  opening: readonly KeyPair[]
}

/**
 * Opens files of keys.
 *
 * @throws {CliError} None of them opens letters; or a password is wrong.
 */
export async function recipientKeys(
  context: Context,
  files: readonly string[],
): Promise<RecipientKeys> {
  if (files.every((file) => canSign(readKeyFile(file).key.kind)))
    throw new CliError(
      'Which key opens the letters? Name its file with --key; pennypost inbox keys new --kind xwing makes one.',
    )
  const pairs: KeyPair[] = []
  for (const file of files) pairs.push(await openKeyFile(file, await context.keyPassword(file)))
  return {
    signing: pairs.find(({ kind }) => canSign(kind)),
    opening: pairs.filter(({ kind }) => !canSign(kind)),
  }
}
