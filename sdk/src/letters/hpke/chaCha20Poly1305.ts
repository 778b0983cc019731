import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import type { AEAD } from 'hpke'
import { promised } from './promised.ts'

/** ChaCha20-Poly1305 of RFC 8439, HPKE's AEAD 0x0003. */
export function chaCha20Poly1305(): AEAD {
  return {
    ...{ id: 0x0003, type: 'AEAD', name: 'ChaCha20Poly1305', Nk: 32, Nn: 12, Nt: 16 },
    Seal: (key, nonce, aad, content) =>
      promised(() => chacha20poly1305(key, nonce, aad).encrypt(content)),
    Open: (key, nonce, aad, encrypted) =>
      promised(() => chacha20poly1305(key, nonce, aad).decrypt(encrypted)),
  }
}
