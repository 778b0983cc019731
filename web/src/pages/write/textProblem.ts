import { contentOfText, maxContentBytes } from '@pennypost/sdk'

/** What is wrong with the text of a letter, as a sentence; undefined: nothing. */
export function textProblem(text: string): string | undefined {
  if (text.trim() === '') return 'The letter is empty: write something first.'
  const { length } = contentOfText(text)
  if (length <= maxContentBytes) return undefined
  const over = length - maxContentBytes
  return `The letter is too long by ${over.toLocaleString('en')} ${over === 1 ? 'byte' : 'bytes'}. Shorten it, or send a link to the rest.`
}
