import type { ApiSchemas } from '@pennypost/sdk'
import { keyStatusWords } from '../../../facts/keyWords.ts'
import type { StampStatusWords } from '../../../facts/stampStatus.ts'

/** A key's state in a word, where it is the same for every inbox that has it; `undefined`: no inbox has it. */
export function keyLead(
  inboxes: readonly ApiSchemas['FoundInbox'][],
): StampStatusWords | undefined {
  const states = new Set(inboxes.flatMap(({ key }) => (key ? [key.status] : [])))
  const [first] = states
  if (first === undefined) return undefined
  if (states.size === 1) return keyStatusWords[first]
  return {
    word: `In ${inboxes.length} inboxes`,
    tone: 'neutral',
    sentence: 'Its state is another in each.',
  }
}
