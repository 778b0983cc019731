import {
  AEAD_ChaCha20Poly1305,
  KDF_HKDF_SHA256,
  KEM_DHKEM_X25519_HKDF_SHA256,
  KEM_MLKEM768_X25519,
} from '@panva/hpke-noble'
import { CipherSuite } from 'hpke'
import { keyKinds } from '../../../protocol/keyKinds.ts'
import { LetterError } from '../errors/LetterError.ts'

/**
 * Of each kind of key that letters are sealed for: how HPKE encrypts to it. Everything runs in JavaScript: WebCrypto is missing outside of
 * secure contexts and in React Native, and knows X25519 and X-Wing only in the newest browsers.
 */
const suites: ReadonlyMap<number, CipherSuite> = new Map([
  [
    keyKinds.x25519,
    new CipherSuite(KEM_DHKEM_X25519_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_ChaCha20Poly1305),
  ],
  // X-Wing under its newer name: HPKE's KEM 0x647a.
  [keyKinds.xWing, new CipherSuite(KEM_MLKEM768_X25519, KDF_HKDF_SHA256, AEAD_ChaCha20Poly1305)],
])

/** How HPKE encrypts to keys of a kind; undefined for kinds that letters are not sealed for. */
export function suiteOf(kind: number): CipherSuite | undefined {
  return suites.get(kind)
}

/** As `suiteOf`. @throws {LetterError} `bad_parameter`: letters are not sealed for keys of that kind. */
export function requireSuite(kind: number): CipherSuite {
  const suite = suiteOf(kind)
  if (suite) return suite
  throw new LetterError('bad_parameter', `Letters are not sealed for keys of kind ${kind}.`)
}

/** The cipher of letters' bodies, the same as HPKE's. */
export const bodyCipher = AEAD_ChaCha20Poly1305()
