import { bytesToHex, hexToBytes } from 'viem'
import { LetterError } from '../errors/LetterError.ts'
import { compareBytes } from './compareBytes.ts'
import type { EncryptionKeyPair } from './encryptionKey.ts'
import { publicKeyBytes } from './encryptionKey.ts'
import { isBytes } from './isBytes.ts'
import type { LetterAddress } from './letterAddress.ts'
import { inboxIdBytes } from './letterAddress.ts'
import type { Recipient } from './letterForm.ts'
import { wrapAad, wrapInfo } from './letterForm.ts'
import { bodyKeyOf, bodyNonce, commitmentTo } from './letterSecret.ts'
import { maxLetterBytes } from './limits.ts'
import { unpadContent } from './padding.ts'
import type { ParsedLetter } from './parseLetter.ts'
import { parseLetter } from './parseLetter.ts'
import type { Suite } from './suites.ts'
import { bodyCipher, requireSuite } from './suites.ts'

export type OpenLetterParameters = LetterAddress & {
  /** One of the inbox's keys, with its secret. */
  key: EncryptionKeyPair
  /** The letter. Any bytes may be given. */
  sealed: Uint8Array
}

type OpeningKey = {
  suite: Suite
  keyId: Uint8Array
  publicKey: Uint8Array
  secretKey: Uint8Array
}

/**
 * Opens a letter to an inbox, with one of the inbox's keys.
 *
 * That it opens says that somebody sealed it for this inbox on this chain, and for all keys in it the same content; it says nothing of who. Show a
 * sender only where a relay or the recipient has checked one for its `letterHash`.
 *
 * @returns The content, as it was before it was sealed.
 * @throws {LetterError} Whatever the bytes: `not_a_letter`, `other_version`, `not_for_this_key` or `damaged`. For other parameters
 * that make no sense, `bad_parameter`.
 *
 * @example
 * const content = await openLetter({ chainId: 8453, inboxId, key: { kind: 2, publicKey, secretKey }, sealed })
 * const text = textOfContent(content)
 */
export async function openLetter(parameters: OpenLetterParameters): Promise<Uint8Array> {
  const { chainId } = parameters
  const inboxId = inboxIdBytes(parameters)
  const sealed = ownBytes(parameters.sealed)
  const key = await openingKey(parameters.key)
  const letter = parseLetter(sealed)
  if (letter.chainId !== BigInt(chainId) || compareBytes(letter.inboxId, inboxId) !== 0) {
    const message = `The letter is for inbox ${bytesToHex(letter.inboxId)} on chain ${letter.chainId}.`
    throw new LetterError('not_for_this_key', message)
  }
  const recipient = letter.recipients.find(({ keyId }) => compareBytes(keyId, key.keyId) === 0)
  if (!recipient) {
    const { length } = letter.recipients
    const message = `The letter is sealed for ${length} key${length === 1 ? '' : 's'}, and not for ${bytesToHex(key.keyId)}. Was it sealed before the key was added?`
    throw new LetterError('not_for_this_key', message)
  }
  const secret = await unwrap(letter, recipient, key)
  if (compareBytes(commitmentTo(secret), letter.commitment) !== 0) throw damaged()
  return await openBody(letter, secret)
}

/** A copy, within bounds: nobody changes it while it is being opened, and the libraries take it whatever it is a view of. */
function ownBytes(sealed: Uint8Array): Uint8Array {
  return sealed.length > maxLetterBytes ? sealed : new Uint8Array(sealed)
}

async function openingKey(pair: EncryptionKeyPair): Promise<OpeningKey> {
  const { kind, publicKey, secretKey } = pair
  const suite = await requireSuite(kind)
  if (!isBytes(secretKey, suite.KEM.Nsk)) {
    const message = `The secret of a key of kind ${kind} is ${suite.KEM.Nsk} bytes.`
    throw new LetterError('bad_parameter', message)
  }
  return { suite, ...publicKeyBytes({ kind, publicKey }), secretKey: hexToBytes(secretKey) }
}

async function unwrap(letter: ParsedLetter, recipient: Recipient, key: OpeningKey) {
  const { suite, secretKey } = key
  try {
    const info = wrapInfo(letter.address, recipient)
    const privateKey = await suite.DeserializePrivateKey(secretKey)
    const context = await suite.SetupRecipient(privateKey, recipient.encapsulation, { info })
    return await context.Open(recipient.wrapped, wrapAad(letter.address, letter.recipients))
  } catch (cause) {
    throw (await isPair(key)) ? damaged(cause) : otherSecret(cause)
  }
}

/** Whether the secret opens what is sealed to the public key. Only asked once something did not open, to tell why. */
async function isPair({ suite, publicKey, secretKey }: OpeningKey): Promise<boolean> {
  try {
    const [to, by] = [
      await suite.DeserializePublicKey(publicKey),
      await suite.DeserializePrivateKey(secretKey),
    ]
    const { encapsulatedSecret, ciphertext } = await suite.Seal(to, new Uint8Array())
    await suite.Open(by, encapsulatedSecret, ciphertext)
    return true
  } catch {
    return false
  }
}

async function openBody({ header, body }: ParsedLetter, secret: Uint8Array): Promise<Uint8Array> {
  const bodyKey = bodyKeyOf(secret, header)
  let padded: Uint8Array
  try {
    padded = await bodyCipher.Open(bodyKey, bodyNonce, new Uint8Array(), body)
  } catch (cause) {
    throw damaged(cause)
  }
  const content = unpadContent(padded)
  if (!content) throw damaged()
  return content
}

function otherSecret(cause: unknown): LetterError {
  return new LetterError('bad_parameter', 'The secret key is not that of the public key.', cause)
}

function damaged(cause?: unknown): LetterError {
  const message = 'The letter is for this key, but is not as it was sealed: it was changed, or cut.'
  return new LetterError('damaged', message, cause)
}
