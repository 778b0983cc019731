import type { DeliveredLetter, KeyPair } from '@pennypost/sdk'
import { LetterError, textOfContent } from '@pennypost/sdk'
import type { Hex } from 'viem'

/** What is in a letter. */
export type OpenedLetter = {
  /** Of the bytes that came. */
  letterHash: Hex
  content: Uint8Array
  /** Undefined: the content is no text. */
  text: string | undefined
}

/** Why a letter stays closed. */
export type ClosedLetter = {
  letterHash: Hex
  because: string
  /** Whether it is no letter; else another key, or a later version of this program, may open it. */
  isRubbish: boolean
}

/** Opens a letter with the first of some keys that it is sealed for. */
export async function openDelivered(
  { sealed, letterHash }: DeliveredLetter,
  place: { chainId: number; inboxId: Hex },
  keys: readonly KeyPair[],
): Promise<OpenedLetter | ClosedLetter> {
  let because = 'There is no key to open it with.'
  let isDamaged = false
  let isRubbish = false
  const { openLetter } = await import('@pennypost/sdk/letters')
  for (const key of keys) {
    try {
      const content = await openLetter({ ...place, key, sealed })
      return { letterHash, content, text: textOfContent(content) }
    } catch (error) {
      if (!(error instanceof LetterError)) throw error
      if (!isDamaged) because = error.shortMessage
      // What is damaged for one key may be whole for that of another device.
      isDamaged ||= error.code === 'damaged'
      isRubbish = error.code === 'not_a_letter'
    }
  }
  return { letterHash, because, isRubbish }
}
