import { shake256 } from '@noble/hashes/sha3.js'
import { concatBytes } from '@noble/hashes/utils.js'
import { ml_kem768_x25519 as xWing } from '@noble/post-quantum/hybrid.js'
import type { KEM } from 'hpke'
import { encode, LabeledDerive } from 'hpke'
import type { RawKey } from './kemOf.ts'
import { kemOf } from './kemOf.ts'
import { promised } from './promised.ts'

const suiteId = concatBytes(encode('KEM'), Uint8Array.of(0x64, 0x7a))

/** X-Wing, under its newer name MLKEM768-X25519 HPKE's KEM 0x647a. The library refuses what FIPS 203, 7.2, does, and points of low order. */
export function xWingKem(): KEM<RawKey> {
  return kemOf({
    ...{ id: 0x647a, name: 'MLKEM768-X25519', Nenc: 1_120, Npk: 1_216 },
    deriveSecretKey: (ikm) =>
      LabeledDerive(shake, suiteId, ikm, encode('DeriveKeyPair'), new Uint8Array(), 32),
    publicKeyOf: xWing.getPublicKey,
    encapsulate(publicKey) {
      const { cipherText, sharedSecret } = xWing.encapsulate(publicKey)
      return { encapsulation: cipherText, sharedSecret }
    },
    decapsulate: xWing.decapsulate,
  })
}

const shake = {
  Derive: (ikm: Uint8Array, length: number) => promised(() => shake256(ikm, { dkLen: length })),
}
