import { LetterError } from '../errors/LetterError.ts'
import { compareBytes } from './compareBytes.ts'
import type { Recipient } from './letterForm.ts'
import {
  ADDRESS_BYTES,
  encapsulationBytes,
  KEY_ID_BYTES,
  magic,
  TAG_BYTES,
  version,
  WRAPPED_BYTES,
} from './letterForm.ts'
import { maxLetterBytes } from './limits.ts'
import { isBucket } from './padding.ts'

/** A letter's parts; all are views of its bytes. */
export type ParsedLetter = {
  chainId: bigint
  inboxId: Uint8Array
  commitment: Uint8Array
  /** The first 76 bytes. */
  address: Uint8Array
  /** Ascending by id of the key, each once. */
  recipients: Recipient[]
  /** All before the body. */
  header: Uint8Array
  body: Uint8Array
}

/**
 * Takes a letter apart. Any bytes may be given: nothing is copied, and at most 256 entries are made.
 *
 * @throws {LetterError} `not_a_letter`, `other_version`, or `damaged` where they begin as a letter and do not go on as one.
 */
export function parseLetter(sealed: Uint8Array): ParsedLetter {
  checkBeginning(sealed)
  if (sealed.length <= ADDRESS_BYTES) throw cutShort()
  const view = new DataView(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  const { recipients, end } = readRecipients(sealed, view)
  const body = sealed.subarray(end)
  if (!isBucket(body.length - TAG_BYTES)) throw cutShort()
  return {
    chainId: view.getBigUint64(4),
    inboxId: sealed.subarray(12, 44),
    commitment: sealed.subarray(44, ADDRESS_BYTES),
    address: sealed.subarray(0, ADDRESS_BYTES),
    recipients,
    header: sealed.subarray(0, end),
    body,
  }
}

function checkBeginning(sealed: Uint8Array): void {
  if (sealed.length > maxLetterBytes) {
    const message = `A letter has at most ${maxLetterBytes} bytes, and this has ${sealed.length}.`
    throw new LetterError('not_a_letter', message)
  }
  const [given] = sealed.subarray(magic.length)
  if (given === undefined || compareBytes(sealed.subarray(0, magic.length), magic) !== 0) {
    throw new LetterError('not_a_letter', 'These bytes are no Pennypost letter.')
  }
  if (given !== version) {
    const message = `The letter is of version ${given}, and version ${version} is known here. A newer release may open it.`
    throw new LetterError('other_version', message)
  }
}

function readRecipients(sealed: Uint8Array, view: DataView) {
  const count = view.getUint8(ADDRESS_BYTES) + 1
  const recipients: Recipient[] = []
  let end = ADDRESS_BYTES + 1
  for (let i = 0; i < count; i++) {
    const recipient = readRecipient(sealed.subarray(end))
    const last = recipients.at(-1)
    if (last && compareBytes(last.keyId, recipient.keyId) >= 0) {
      throw new LetterError('damaged', 'The keys of the letter are not in order.')
    }
    recipients.push(recipient)
    end += 1 + KEY_ID_BYTES + recipient.encapsulation.length + WRAPPED_BYTES
  }
  return { recipients, end }
}

function readRecipient(bytes: Uint8Array): Recipient {
  const [kind] = bytes
  if (kind === undefined) throw cutShort()
  const length = encapsulationBytes.get(kind)
  if (length === undefined) {
    throw new LetterError('damaged', `Letters of version ${version} have no keys of kind ${kind}.`)
  }
  const encapsulationEnd = 1 + KEY_ID_BYTES + length
  if (bytes.length < encapsulationEnd + WRAPPED_BYTES) throw cutShort()
  return {
    kind,
    keyId: bytes.subarray(1, 1 + KEY_ID_BYTES),
    encapsulation: bytes.subarray(1 + KEY_ID_BYTES, encapsulationEnd),
    wrapped: bytes.subarray(encapsulationEnd, encapsulationEnd + WRAPPED_BYTES),
  }
}

function cutShort(): LetterError {
  return new LetterError('damaged', 'The letter has a length that no letter has: was it cut short?')
}
