import { isDelivered } from '../../letters/isDelivered.ts'
import type { OwnLetter } from '../../letters/OwnLetter.ts'

/** Where a letter is that its relay has, in a sentence. */
export function leadOf(letter: OwnLetter, status: string | undefined): string | undefined {
  if (!isDelivered(letter)) return undefined
  if (status === undefined) return 'It waits at its relay for the recipient.'
  if (status === 'open' || status === 'admitted')
    return 'It waits at its relay for the recipient. This page goes on by itself.'
  return 'It has its answer.'
}
