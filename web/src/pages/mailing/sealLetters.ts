import { contentOfText, letterHash } from '@pennypost/sdk'
import type { EncryptionKey } from '@pennypost/sdk/letters'
import type { MailedLetter } from '@pennypost/sdk/mailings'
import { byInbox } from '@pennypost/sdk/mailings'
import type { Hex } from 'viem'
import { createBreather } from './createBreather.ts'
import type { AddressedLetter } from './lookUpInboxes.ts'
import type { OnProgress } from './MailingContext.ts'

export type SealLettersParameters = {
  chainId: number
  letters: readonly AddressedLetter[]
  /** Of each inbox that something is sealed for. */
  keys: ReadonlyMap<Hex, readonly EncryptionKey[]>
  onProgress: OnProgress
  signal: AbortSignal
}

/**
 * Seals letters, each for all keys of its inbox, and lets the page answer meanwhile.
 *
 * @returns In the order of their inboxes' ids: recipients find theirs in the list by halving it.
 */
export async function sealLetters({
  chainId,
  letters,
  keys,
  onProgress,
  signal,
}: SealLettersParameters): Promise<MailedLetter[]> {
  const { sealLetter } = await import('../../letters/sealing.ts')
  const breathe = createBreather(signal)
  const sealed: MailedLetter[] = []
  for (const { line, recipient, inboxId, text } of letters) {
    await breathe()
    const content = contentOfText(text)
    const body = await sealLetter({ chainId, inboxId, keys: keys.get(inboxId) ?? [], content })
    sealed.push({ line, recipient, inboxId, letterHash: letterHash(body), body })
    onProgress(sealed.length)
  }
  return sealed.sort(byInbox)
}
