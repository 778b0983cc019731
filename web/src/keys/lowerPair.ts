import type { KeyPair } from '@pennypost/sdk'
import type { Hex } from 'viem'

/** A pair of keys with its hex in lower case, as the chain gives ids. */
export function lowerPair({ kind, keyId, publicKey, secretKey }: KeyPair): KeyPair {
  return {
    kind,
    keyId: lower(keyId),
    publicKey: lower(publicKey),
    secretKey: lower(secretKey),
  }
}

const lower = (hex: Hex) => hex.toLowerCase() as Hex
