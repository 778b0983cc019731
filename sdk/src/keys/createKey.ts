import { bytesToHex } from 'viem'
import { keyIdOf } from '../../../protocol/ids.ts'
import { canSign, keyKinds } from '../../../protocol/keyKinds.ts'
import { InvalidParameterError } from '../errors/InvalidParameterError.ts'
import type { KeyPair } from './keyPair.ts'
import { newEncryptionKey } from './newEncryptionKey.ts'
import { signingCurve } from './signingKey.ts'

const creatable = ['ed25519', 'secp256k1', 'p256', 'x25519', 'xWing'] as const

/** Kinds of keys that can be made here: the first three sign, to the other two letters are sealed. */
export type CreatableKeyKind = (typeof creatable)[number]

/**
 * Makes a key of an app installation, from the platform's randomness. Nothing is sent: hand {@link keyInputOf} of it to
 * `registerInbox` or `addKeys`.
 *
 * @param kind - `ed25519`, `secp256k1` or `p256` to sign with, `x25519` or `xWing` (safe from quantum computers too) to receive letters
 * with. An installation usually has one of each sort.
 * @throws {InvalidParameterError} There is no such kind, or none that is made here.
 *
 * @example
 * const signing = await createKey('ed25519')
 * const sealing = await createKey('xWing')
 */
export async function createKey(kind: CreatableKeyKind): Promise<KeyPair> {
  const number = creatable.includes(kind) ? keyKinds[kind] : undefined
  const key = number && (canSign(number) ? newSigningKey(number) : await newEncryptionKey(number))
  if (key) return key
  throw new InvalidParameterError(
    'kind',
    `Keys of kind ${kind} cannot be made here. Known: ${creatable.join(', ')}.`,
  )
}

function newSigningKey(kind: number): KeyPair {
  const made = signingCurve(kind).keygen()
  const [publicKey, secretKey] = [bytesToHex(made.publicKey), bytesToHex(made.secretKey)]
  return { kind, keyId: keyIdOf(kind, publicKey), publicKey, secretKey }
}
