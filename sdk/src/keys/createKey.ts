import { ed25519, x25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import { KEM_MLKEM768_X25519 } from '@panva/hpke-noble'
import { bytesToHex } from 'viem'
import { keyIdOf } from '../../../protocol/ids.ts'
import { keyKinds } from '../../../protocol/keyKinds.ts'
import { InvalidParameterError } from '../errors/InvalidParameterError.ts'
import type { KeyPair } from './keyPair.ts'

/** Kinds of keys that can be made here: the first three sign, to the other two letters are sealed. */
export type CreatableKeyKind = 'ed25519' | 'secp256k1' | 'p256' | 'x25519' | 'xWing'

type RawKeyPair = { publicKey: Uint8Array; secretKey: Uint8Array }

const generators: Readonly<Record<CreatableKeyKind, () => RawKeyPair | Promise<RawKeyPair>>> = {
  ed25519: () => ed25519.keygen(),
  secp256k1: () => secp256k1.keygen(),
  p256: () => p256.keygen(),
  x25519: () => x25519.keygen(),
  xWing: createXWing,
}

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
  if (!Object.hasOwn(generators, kind)) {
    const known = Object.keys(generators).join(', ')
    throw new InvalidParameterError(
      'kind',
      `Keys of kind ${kind} cannot be made here. Known: ${known}.`,
    )
  }
  const raw = await generators[kind]()
  const [publicKey, secretKey] = [bytesToHex(raw.publicKey), bytesToHex(raw.secretKey)]
  const number = keyKinds[kind]
  return { kind: number, keyId: keyIdOf(number, publicKey), publicKey, secretKey }
}

async function createXWing(): Promise<RawKeyPair> {
  const kem = KEM_MLKEM768_X25519()
  const pair = await kem.GenerateKeyPair(true)
  return {
    publicKey: await kem.SerializePublicKey(pair.publicKey),
    secretKey: await kem.SerializePrivateKey(pair.privateKey),
  }
}
