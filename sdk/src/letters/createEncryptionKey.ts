import { bytesToHex } from 'viem'
import type { EncryptionKeyPair } from './encryptionKey.ts'
import { requireSuite } from './suites.ts'

/**
 * Makes a new key that letters can be sealed for. Add the public one to the inbox, and keep the secret on the device: letters that were
 * sealed for it alone cannot be opened without.
 *
 * @param kind - 5 (X-Wing) also withstands quantum computers, for 1,216 bytes on chain once and 1,201 in each letter; 2 (X25519) has 32 and 113.
 * @throws {LetterError} `bad_parameter`: letters are not sealed for keys of that kind.
 *
 * @example
 * const key = await createEncryptionKey(keyKinds.xWing)
 */
export async function createEncryptionKey(kind: number): Promise<EncryptionKeyPair> {
  const suite = requireSuite(kind)
  const { publicKey, privateKey } = await suite.GenerateKeyPair(true)
  return {
    kind,
    publicKey: bytesToHex(await suite.SerializePublicKey(publicKey)),
    secretKey: bytesToHex(await suite.SerializePrivateKey(privateKey)),
  }
}
