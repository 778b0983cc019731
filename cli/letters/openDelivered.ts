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
  /** Whether no key whatever opens it; else another one, or a later version of this program, may. */
  isRubbish: boolean
}

/** What no other key helps against. */
const rubbish: readonly string[] = ['not_a_letter', 'damaged']

/** Opens a letter with the first of some keys that it is sealed for. */
export async function openDelivered(
  { sealed, letterHash }: DeliveredLetter,
  place: { chainId: number; inboxId: Hex },
  keys: readonly KeyPair[],
): Promise<OpenedLetter | ClosedLetter> {
  let because = 'There is no key to open it with.'
  let isRubbish = false
  const { openLetter } = await import('@pennypost/sdk/letters')
  for (const key of keys) {
    try {
      const content = await openLetter({ ...place, key, sealed })
      return { letterHash, content, text: textOfContent(content) }
    } catch (error) {
      if (!(error instanceof LetterError)) throw error
      // A letter that is damaged for one key may still open with another one.
      if (!isRubbish) because = error.shortMessage
      isRubbish ||= rubbish.includes(error.code)
    }
  }
  return { letterHash, because, isRubbish }
}
