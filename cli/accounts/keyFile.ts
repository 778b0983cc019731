import type { KeyPair } from '@pennypost/sdk'
import type { Hex } from 'viem'
import { isHex } from 'viem'
import { CliError } from '../errors/CliError.ts'
import { readJsonFile, writeSecretFile } from './files.ts'
import type { SecretStorage } from './secretStorage.ts'
import { decrypted, encrypted, isSecretStorage } from './secretStorage.ts'

/** A file of one inbox key. What can be read without the password is only there to know the file by. */
export type KeyFile = SecretStorage & { key: { kind: number; keyId: Hex; publicKey: Hex } }

/** @throws {CliError} It is another file. */
export function readKeyFile(file: string): KeyFile {
  const content = readJsonFile(file)
  if (!isSecretStorage(content) || !isPublicPart((content as Partial<KeyFile>).key))
    throw new CliError(`${file} is no inbox key. pennypost inbox keys new makes one.`)
  return content as KeyFile
}

/**
 * The key in a file. Its public part is that behind the password too, so that nobody who can change the file has another key added.
 *
 * @throws {CliError} The password is wrong, or the file was changed.
 */
export async function openKeyFile(file: string, password: string): Promise<KeyPair> {
  const content = readKeyFile(file)
  const bytes = await decrypted(content, password, file)
  const pair = parsed(bytes)
  if (!pair) throw new CliError(`${file} holds something else than an inbox key.`)
  if (pair.keyId !== content.key.keyId)
    throw new CliError(`${file} was changed: it is named after another key than it holds.`)
  return pair
}

/** Writes a new file, which only its owner may read. */
export async function writeKeyFile(file: string, pair: KeyPair, password: string): Promise<void> {
  const { kind, keyId, publicKey, secretKey } = pair
  const secret = JSON.stringify({ kind, keyId, publicKey, secretKey })
  const storage = await encrypted(new TextEncoder().encode(secret), password)
  writeSecretFile(file, { key: { kind, keyId, publicKey }, ...storage })
}

/** Whether it is the public part of a key, as far as the file is known by it. */
function isPublicPart(key: unknown): boolean {
  const { kind, keyId, publicKey } = (key ?? {}) as Partial<Record<string, unknown>>
  return Number.isInteger(kind) && isHex(keyId) && isHex(publicKey)
}

function parsed(bytes: Uint8Array): KeyPair | undefined {
  try {
    const pair = JSON.parse(new TextDecoder().decode(bytes)) as KeyPair
    return typeof pair.kind === 'number' && typeof pair.secretKey === 'string' ? pair : undefined
  } catch {
    return undefined
  }
}
