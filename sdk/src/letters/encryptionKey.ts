import type { Hex } from 'viem'
import { hexToBytes } from 'viem'
import { keyIdOf } from '../../../protocol/ids.ts'
import { keyKinds, keyLengths } from '../../../protocol/keyKinds.ts'
import { LetterError } from '../errors/LetterError.ts'
import { isBytes } from './isBytes.ts'

/** A public key that may be encrypted to, as the chain has it. */
export type EncryptionKey = {
  /** 2 X25519, 5 X-Wing; letters are sealed for no other. */
  kind: number
  publicKey: Hex
}

/** A key with its secret. */
export type EncryptionKeyPair = EncryptionKey & {
  /** 32 bytes: of X25519 the scalar, of X-Wing the seed. */
  secretKey: Hex
}

/** Whether letters are sealed for keys of a kind. Says so without the code that seals. */
export function isEncryptionKind(kind: number | null): boolean {
  return kind === keyKinds.x25519 || kind === keyKinds.xWing
}

/**
 * The bytes of a public key of one of the kinds that letters are sealed for, and of its id.
 *
 * @throws {LetterError} `bad_parameter`: its length is not of its kind.
 */
export function publicKeyBytes({ kind, publicKey }: EncryptionKey) {
  const length = keyLengths(kind)?.max ?? 0
  if (!isBytes(publicKey, length)) {
    const message = `A public key of kind ${kind} is ${length} bytes, not ${publicKey}.`
    throw new LetterError('bad_parameter', message)
  }
  return { publicKey: hexToBytes(publicKey), keyId: hexToBytes(keyIdOf(kind, publicKey)) }
}
