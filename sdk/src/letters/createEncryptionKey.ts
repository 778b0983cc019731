import { LetterError } from '../errors/LetterError.ts'
import type { KeyPair } from '../keys/keyPair.ts'
import { newEncryptionKey } from '../keys/newEncryptionKey.ts'

/**
 * Makes a new key that letters can be sealed for. Add the public one to the inbox, and keep the secret on the device: letters that were
 * sealed for it alone cannot be opened without. The same as `createKey` makes, without the code of keys that sign.
 *
 * @param kind - 5 (X-Wing) also withstands quantum computers, for 1,216 bytes on chain once and 1,201 in each letter; 2 (X25519) has 32 and 113.
 * @throws {LetterError} `bad_parameter`: letters are not sealed for keys of that kind.
 *
 * @example
 * const key = await createEncryptionKey(keyKinds.xWing)
 */
export async function createEncryptionKey(kind: number): Promise<KeyPair> {
  const key = await newEncryptionKey(kind)
  if (key) return key
  throw new LetterError('bad_parameter', `Letters are not sealed for keys of kind ${kind}.`)
}
