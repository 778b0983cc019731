import { readFileSync } from 'node:fs'
import type { EncryptionKey } from '@pennypost/sdk/letters'
import { contentOfText, letterHash, sealLetter } from '@pennypost/sdk/letters'
import type { MailedLetter } from '@pennypost/sdk/mailings'
import type { Hex } from 'viem'
import type { AddressedLetter } from './addressLetters.ts'

export type SealLettersParameters = {
  chainId: number
  letters: readonly AddressedLetter[]
  /** Of each inbox that something is sealed for. */
  keys: ReadonlyMap<Hex, readonly EncryptionKey[]>
  /** Called with how many letters were sealed. */
  onProgress: (done: number) => void
}

/**
 * Seals what is yet to be sealed, each letter for all keys of its inbox. The order stays.
 *
 * @throws {LetterError} A content is too long: its file was changed after it was looked at.
 */
export async function sealLetters({
  chainId,
  letters,
  keys,
  onProgress,
}: SealLettersParameters): Promise<MailedLetter[]> {
  const contentOf = createContents()
  const mailed: MailedLetter[] = []
  let sealed = 0
  for (const { line, recipient, inboxId, letter } of letters) {
    const known = { line, recipient, inboxId }
    if ('letterHash' in letter) mailed.push({ ...known, letterHash: letter.letterHash })
    else {
      const content = contentOf(letter)
      const of = { chainId, inboxId, keys: keys.get(inboxId) ?? [], content }
      const body = await sealLetter(of)
      mailed.push({ ...known, letterHash: letterHash(body), body })
      sealed += 1
      onProgress(sealed)
    }
  }
  return mailed
}

/** Most lists name one file in all lines, or each file once: the last one is kept. */
function createContents() {
  let last: { file: string; bytes: Uint8Array } | undefined
  return (letter: { file: string } | { text: string }): Uint8Array => {
    if ('text' in letter) return contentOfText(letter.text)
    if (last?.file !== letter.file) last = { file: letter.file, bytes: readFileSync(letter.file) }
    return last.bytes
  }
}
