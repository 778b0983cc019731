import { hexToBytes } from 'viem'
import type { MailedLetter } from './mailingFile.ts'

/** Bytes of a letter in the list of a mailing: inboxId ‖ letterHash. */
export const mailingLeafBytes = 64

/**
 * The list of a mailing as `putMailingLeaves` of the API takes it.
 *
 * @param letters - In the order of their indexes.
 * @returns 64 bytes for each, one after another: inboxId ‖ letterHash.
 *
 * @example
 * await api.putMailingLeaves({ mailingId, leaves: mailingLeaves(letters) })
 */
export function mailingLeaves(
  letters: readonly Pick<MailedLetter, 'inboxId' | 'letterHash'>[],
): Uint8Array<ArrayBuffer> {
  const leaves = new Uint8Array(letters.length * mailingLeafBytes)
  for (const [index, { inboxId, letterHash }] of letters.entries()) {
    leaves.set(hexToBytes(inboxId), index * mailingLeafBytes)
    leaves.set(hexToBytes(letterHash), index * mailingLeafBytes + mailingLeafBytes / 2)
  }
  return leaves
}
