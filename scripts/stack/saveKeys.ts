import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeKeyFile } from '../../cli/accounts/keyFile.ts'
import type { AppKeys } from '../seed/appKeys.ts'

/** Files of inbox keys. */
export type KeyFiles = { [name in keyof AppKeys]: string }

/** Password of the files: no secret, as little as the mnemonic. */
export const keyPassword = 'open-sesame'

/** Writes the keys of somebody's app to files as the command line takes them, in place of those of a former chain. */
export async function saveKeys(dir: string, name: string, keys: AppKeys): Promise<KeyFiles> {
  const files = {
    signing: join(dir, `${name}-signing.json`),
    letters: join(dir, `${name}-letters.json`),
  }
  mkdirSync(dir, { recursive: true })
  for (const which of ['signing', 'letters'] as const) {
    rmSync(files[which], { force: true })
    await writeKeyFile(files[which], keys[which], keyPassword)
  }
  return files
}
