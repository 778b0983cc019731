import { CipherSuite } from 'hpke'
import { keyKinds } from '../../../protocol/keyKinds.ts'
import { LetterError } from '../errors/LetterError.ts'
import { chaCha20Poly1305 } from './hpke/chaCha20Poly1305.ts'
import { hkdfSha256 } from './hpke/hkdfSha256.ts'
import type { RawKey } from './hpke/kemOf.ts'
import { x25519Kem } from './hpke/x25519Kem.ts'

/** HPKE with keys of one kind. */
export type Suite = CipherSuite<RawKey>

const x25519Suite: Suite = new CipherSuite(x25519Kem, hkdfSha256, chaCha20Poly1305)

/**
 * How HPKE encrypts to keys of a kind; undefined for kinds that letters are not sealed for.
 *
 * Everything runs in JavaScript: WebCrypto is missing outside of secure contexts and in React Native, and knows X25519 and X-Wing only in
 * the newest browsers. What only X-Wing needs is loaded with the first such key: pages do not wait for it.
 */
export async function suiteOf(kind: number): Promise<Suite | undefined> {
  if (kind === keyKinds.x25519) return x25519Suite
  if (kind !== keyKinds.xWing) return undefined
  const { xWingKem } = await import('./hpke/xWingKem.ts')
  return new CipherSuite(xWingKem, hkdfSha256, chaCha20Poly1305)
}

/** As `suiteOf`. @throws {LetterError} `bad_parameter`: letters are not sealed for keys of that kind. */
export async function requireSuite(kind: number): Promise<Suite> {
  const suite = await suiteOf(kind)
  if (suite) return suite
  throw new LetterError('bad_parameter', `Letters are not sealed for keys of kind ${kind}.`)
}

/** The cipher of letters' bodies, the same as HPKE's. */
export const bodyCipher = chaCha20Poly1305()
