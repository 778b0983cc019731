import { bytesToHex } from 'viem'
import { keyIdOf } from '../../../protocol/ids.ts'
import { suiteOf } from '../letters/suites.ts'
import type { KeyPair } from './keyPair.ts'

/** A new key that letters can be sealed for, from the platform's randomness; undefined for kinds that they are not sealed for. */
export async function newEncryptionKey(kind: number): Promise<KeyPair | undefined> {
  const suite = await suiteOf(kind)
  if (!suite) return undefined
  const made = await suite.GenerateKeyPair(true)
  const publicKey = bytesToHex(await suite.SerializePublicKey(made.publicKey))
  const secretKey = bytesToHex(await suite.SerializePrivateKey(made.privateKey))
  return { kind, keyId: keyIdOf(kind, publicKey), publicKey, secretKey }
}
