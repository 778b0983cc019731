import type { Hex } from 'viem'
import { bytesToHex, hexToBytes, keccak256, toHex } from 'viem'
import type { EncryptionKeyPair } from '../../../../sdk/src/letters/index.ts'
import type { Kind } from './rfc9180.ts'
import { publicKeyOf } from './rfc9180.ts'

/** The same key for the same name, made without the package. */
export function keyOf(kind: Kind, name: string): EncryptionKeyPair {
  const secretKey = keccak256(toHex(`${kind} ${name}`))
  return { kind, secretKey, publicKey: bytesToHex(publicKeyOf(kind, hexToBytes(secretKey))) }
}

/** Without its secret, as a sender has it. */
export function publicOf({ kind, publicKey }: EncryptionKeyPair) {
  return { kind, publicKey }
}

export const inboxId: Hex = keccak256(toHex('inbox'))
export const chainId = 31_337

export const to = { chainId, inboxId }
