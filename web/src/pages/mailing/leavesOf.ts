import { hexToBytes } from 'viem'
import type { MailedLetter } from './mailingFile.ts'

/** Bytes of a letter in the list of a mailing: inboxId ‖ letterHash. */
const leafBytes = 64

/** The list of a mailing as the API takes it: its letters one after another, in the order of their indexes. */
export function leavesOf(
  letters: readonly Pick<MailedLetter, 'inboxId' | 'letterHash'>[],
): Uint8Array<ArrayBuffer> {
  const leaves = new Uint8Array(letters.length * leafBytes)
  for (const [index, { inboxId, letterHash }] of letters.entries()) {
    leaves.set(hexToBytes(inboxId), index * leafBytes)
    leaves.set(hexToBytes(letterHash), index * leafBytes + leafBytes / 2)
  }
  return leaves
}
