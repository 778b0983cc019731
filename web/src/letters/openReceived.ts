import type { KeyPair } from '@pennypost/sdk'
import { LetterError, textOfContent } from '@pennypost/sdk'
import type { Hex } from 'viem'

/** What came of opening a letter: its text, or a sentence that says why there is none. */
export type Opened =
  | { content: string; problem?: undefined }
  | { content?: undefined; problem: string }

/**
 * Opens a letter with whichever of the keys it is sealed for.
 *
 * @param keys - Of the inbox, with their secrets.
 */
export async function openReceived(parameters: {
  chainId: number
  inboxId: Hex
  keys: readonly KeyPair[]
  sealed: Uint8Array
}): Promise<Opened> {
  const { chainId, inboxId, keys, sealed } = parameters
  const { openLetter } = await import('./sealing.ts')
  let failure: LetterError | undefined
  for (const key of keys) {
    try {
      const content = textOfContent(await openLetter({ chainId, inboxId, key, sealed }))
      return content === undefined ? { problem: noText } : { content }
    } catch (error) {
      if (!(error instanceof LetterError)) throw error
      // What is wrong with the letter itself says more than that it is not for one of the keys.
      if (!failure || failure.code === 'not_for_this_key') failure = error
    }
  }
  return { problem: failure ? sentenceOf(failure) : noKey }
}

const noText = 'This letter is no text, so it cannot be shown here.'
const noKey =
  'No key of this inbox is in this browser, so this letter cannot be opened here. Bring the keys from a file, or read it on the device that has them.'

function sentenceOf({ code }: LetterError): string {
  if (code === 'not_for_this_key')
    return 'This letter is sealed for other keys than those in this browser. Bring those keys from a file, or read it on the device that has them.'
  if (code === 'damaged') return 'This letter was damaged before it was handed to its relay.'
  if (code === 'other_version')
    return 'This letter is of a newer form than this page knows. Load the page anew.'
  return 'What the relay handed over is no letter.'
}
