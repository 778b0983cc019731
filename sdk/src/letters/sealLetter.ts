import { concatBytes } from '@noble/hashes/utils.js'
import { DeserializeError, EncapError, ValidationError } from 'hpke'
import { LetterError } from '../errors/LetterError.ts'
import { NoEncryptionKeyError } from '../errors/NoEncryptionKeyError.ts'
import { compareBytes } from './compareBytes.ts'
import type { EncryptionKey } from './encryptionKey.ts'
import { isEncryptionKind, publicKeyBytes } from './encryptionKey.ts'
import type { LetterAddress } from './letterAddress.ts'
import { inboxIdBytes } from './letterAddress.ts'
import { addressBytes, headerBytes, wrapAad, wrapInfo } from './letterForm.ts'
import { bodyKeyOf, bodyNonce, commitmentTo } from './letterSecret.ts'
import { maxContentBytes, maxLetterKeys } from './limits.ts'
import { padContent } from './padding.ts'
import { bodyCipher, requireSuite } from './suites.ts'

export type SealLetterParameters = LetterAddress & {
  /** The inbox's keys, as `activeEncryptionKeys` gives them. Kinds other than X25519 and X-Wing are passed over. */
  keys: readonly EncryptionKey[]
  /** Anything, at most 524,284 bytes. */
  content: Uint8Array
}

/**
 * Seals content for all keys of an inbox at once: any device that has the secret of one of them opens it.
 *
 * The form is in docs/letters.md. Every call gives other bytes, and so another `letterHash`: seal once, and keep the bytes that the postage
 * is for. Who wrote it, a letter does not say: that is `signSenderStatement`'s. A key that nobody can have the secret of, which the chain
 * does not check, is passed over, so that a broken device does not cut off the others.
 *
 * @returns The sealed bytes: 77, 113 for each X25519 key, 1,201 for each X-Wing key, 16, and the content padded to 1,024 or more.
 * @throws {NoEncryptionKeyError} None of the keys can be encrypted to.
 * @throws {LetterError} `content_too_long`, `too_many_keys` (more than 256), or `bad_parameter`.
 *
 * @example
 * const keys = activeEncryptionKeys(inbox)
 * const sealed = await sealLetter({ chainId: 8453, inboxId, keys, content: contentOfText('Hello') })
 */
export async function sealLetter(parameters: SealLetterParameters): Promise<Uint8Array> {
  const { chainId, keys, content } = parameters
  const inboxId = inboxIdBytes(parameters)
  if (content.length > maxContentBytes) {
    const message = `The content of a letter has at most ${maxContentBytes} bytes, and this has ${content.length}. Send a link to it and its key instead.`
    throw new LetterError('content_too_long', message)
  }
  const padded = padContent(content)
  const usable = usableKeys(keys)

  const secret = crypto.getRandomValues(new Uint8Array(32))
  const address = addressBytes({ chainId, inboxId, commitment: commitmentTo(secret) })
  const openings = (await Promise.all(usable.map((key) => encapsulate(address, key)))).filter(
    (opening) => opening !== undefined,
  )
  if (openings.length === 0) throw new NoEncryptionKeyError(keys.map(({ kind }) => kind))

  const aad = wrapAad(address, openings)
  const recipients = await Promise.all(
    openings.map(async (opening) => ({
      ...opening,
      wrapped: await opening.context.Seal(secret, aad),
    })),
  )
  const header = headerBytes(address, recipients)
  const bodyKey = bodyKeyOf(secret, header)
  return concatBytes(header, await bodyCipher.Seal(bodyKey, bodyNonce, new Uint8Array(), padded))
}

type UsableKey = {
  kind: number
  publicKey: Uint8Array
  keyId: Uint8Array
}

/** Each key once, ascending by id: the order in which devices were added stays with the inbox. */
function usableKeys(keys: readonly EncryptionKey[]): UsableKey[] {
  const usable = new Map<string, UsableKey>()
  for (const key of keys) {
    if (!isEncryptionKind(key.kind)) continue
    const bytes = publicKeyBytes(key)
    usable.set(bytes.keyId.join(), { kind: key.kind, ...bytes })
  }
  if (usable.size > maxLetterKeys) {
    const message = `A letter is sealed for at most ${maxLetterKeys} keys, and these are ${usable.size}.`
    throw new LetterError('too_many_keys', message)
  }
  return [...usable.values()].sort((a, b) => compareBytes(a.keyId, b.keyId))
}

async function encapsulate(address: Uint8Array, { kind, publicKey, keyId }: UsableKey) {
  const suite = await requireSuite(kind)
  try {
    const key = await suite.DeserializePublicKey(publicKey)
    const info = wrapInfo(address, { kind, keyId })
    const { encapsulatedSecret, ctx } = await suite.SetupSender(key, { info })
    return { kind, keyId, encapsulation: encapsulatedSecret, context: ctx }
  } catch (error) {
    const isBadPoint = [DeserializeError, EncapError, ValidationError].some(
      (type) => error instanceof type,
    )
    if (isBadPoint) return undefined
    throw error
  }
}
