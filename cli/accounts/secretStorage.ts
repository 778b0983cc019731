import { randomBytes } from 'node:crypto'
import * as Keystore from 'ox/Keystore'
import { CliError } from '../errors/CliError.ts'
import { derivedKey, isDerivation } from './derivedKey.ts'

/** Bytes behind a password, as in Web3 secret storage, version 3. */
export type SecretStorage = { version: 3; id: string; crypto: Keystore.Keystore['crypto'] }

/** As other tools of Ethereum take it: a second and 256 MiB for each guess. */
const cost = { n: 262_144, r: 8, p: 1, dklen: 32 }

/** Puts bytes behind a password. */
export async function encrypted(bytes: Uint8Array, password: string): Promise<SecretStorage> {
  const salt = randomBytes(32).toString('hex')
  const kdf = 'scrypt'
  const kdfparams = { ...cost, salt }
  const key = await derivedKey(password, { kdf, kdfparams })
  const iv = new Uint8Array(randomBytes(16))
  const { id, crypto } = Keystore.encrypt(bytes, key, { kdf, kdfparams, iv })
  return { version: 3, id, crypto }
}

/**
 * The bytes behind a password.
 *
 * @param file - For messages.
 * @throws {CliError} The password is wrong, or the file is damaged: which of both nobody can tell.
 */
export async function decrypted(
  storage: SecretStorage,
  password: string,
  file: string,
): Promise<Uint8Array> {
  const { crypto } = storage
  if (!isDerivation(crypto))
    throw new CliError(`${file} asks for a way to derive keys that is not known, or too costly.`)
  const key = await derivedKey(password, crypto)
  try {
    return Keystore.decrypt(storage, key, { as: 'Bytes' })
  } catch (cause) {
    throw new CliError(`The password does not open ${file}.`, { cause })
  }
}

/** Whether a file's content is Web3 secret storage that is worth a password. */
export function isSecretStorage(value: unknown): value is SecretStorage {
  const { version, crypto } = (value ?? {}) as { version?: unknown; crypto?: unknown }
  const { cipher, ciphertext, cipherparams, mac } = (crypto ?? {}) as Record<string, unknown>
  const { iv } = (cipherparams ?? {}) as { iv?: unknown }
  const areHex = [ciphertext, mac, iv].every(
    (text) => typeof text === 'string' && /^([0-9a-f]{2})+$/i.test(text),
  )
  return version === 3 && cipher === 'aes-128-ctr' && areHex
}
