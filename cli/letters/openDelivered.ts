import type { KeyPair } from '@pennypost/sdk'
import { LetterError, letterHash, textOfContent } from '@pennypost/sdk'
import type { Hex } from 'viem'
import type { DeliveredLetter } from './deliveredLetter.ts'

/** What is in a letter. */
export type OpenedLetter = {
  /** Of the bytes that came. */
  letterHash: Hex
  content: Uint8Array
  /** Undefined: the content is no text. */
  text: string | undefined
}

/** Why a letter stays closed. */
export type ClosedLetter = { letterHash: Hex; because: string }

/** Opens a letter with the first of some keys that it is sealed for. */
export async function openDelivered(
  { sealed, letterHash: said }: DeliveredLetter,
  place: { chainId: number; inboxId: Hex },
  keys: readonly KeyPair[],
): Promise<OpenedLetter | ClosedLetter> {
  const hash = letterHash(sealed)
  const known = { letterHash: hash }
  if (hash !== said) return { ...known, because: `The relay says that it is letter ${said}.` }
  let because = 'There is no key to open it with.'
  const { openLetter } = await import('@pennypost/sdk/letters')
  for (const key of keys) {
    try {
      const content = await openLetter({ ...place, key, sealed })
      return { ...known, content, text: textOfContent(content) }
    } catch (error) {
      if (!(error instanceof LetterError)) throw error
      because = error.shortMessage
      if (error.code !== 'not_for_this_key' && error.code !== 'bad_parameter') break
    }
  }
  return { ...known, because }
}
