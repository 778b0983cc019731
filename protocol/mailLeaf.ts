import { keccak_256 } from '@noble/hashes/sha3.js'
import type { ByteArray, Hex } from 'viem'
import { bytesToHex, hexToBytes } from 'viem'

/** One letter of a mailing. Its place among the others is its index. */
export type MailingLetter = {
  /** Of 32 bytes. */
  inboxId: Hex | ByteArray
  /** Of 32 bytes: keccak256 of the sealed letter. */
  letterHash: Hex | ByteArray
}

/**
 * The leaf of a letter in the tree of its mailing:
 * `keccak256(bytes.concat(keccak256(abi.encode(uint32(index), inboxId, letterHash))))`.
 *
 * Hashed twice, so that no inner node of a tree, which is hashed once, can stand for a leaf.
 * Source: `PostOffice.collectMail`.
 *
 * @param index - Place of the letter in the mailing, from 0.
 * @throws {RangeError} `index` is not of 32 bits, or one of the others not of 32 bytes.
 *
 * @example
 * const leaf = mailLeaf(0, inboxId, letterHash)
 */
export function mailLeaf(
  index: number,
  inboxId: MailingLetter['inboxId'],
  letterHash: MailingLetter['letterHash'],
): Hex {
  return bytesToHex(mailLeafBytes(index, { inboxId, letterHash }))
}

/** As {@link mailLeaf}; the bytes are the caller's to keep. */
export function mailLeafBytes(index: number, letter: MailingLetter): ByteArray {
  if (index >>> 0 !== index) throw new RangeError(`Mail index ${index} is not of 32 bits.`)
  view.setUint32(28, index)
  encoded.set(wordOf(index, 'inboxId', letter.inboxId), 32)
  encoded.set(wordOf(index, 'letterHash', letter.letterHash), 64)
  return keccak_256(keccak_256(encoded))
}

/** `abi.encode(uint32, bytes32, bytes32)`, written anew for each leaf. */
const encoded = new Uint8Array(96)
const view = new DataView(encoded.buffer)

function wordOf(index: number, field: keyof MailingLetter, value: Hex | ByteArray): ByteArray {
  if (typeof value === 'string' ? /^0x[0-9a-f]{64}$/i.test(value) : value.length === 32) {
    return typeof value === 'string' ? hexToBytes(value) : value
  }
  const given = typeof value === 'string' ? value : bytesToHex(value)
  throw new RangeError(`The ${field} of mail ${index} is of 32 bytes, not ${given}.`)
}
