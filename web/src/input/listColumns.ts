import { clipped } from './clipped.ts'
import { isRecipient } from './listedRecipient.ts'

/** Where the values of a line stand, by the first line of the list. */
export type KnownColumns = {
  hasHeader: boolean
  /** In lower case; none without a header. */
  names: readonly string[]
  recipient: number
  /** -1: there is none. Without a header the letter is all that stands behind the recipient. */
  text: number
  /** Columns that nothing is made of. */
  unused: readonly string[]
  fault?: undefined
}
export type ListColumns = KnownColumns | { fault: string }

/** Whether values make sense as the first line of a list: a header, or a recipient and a letter. */
export function isHead(values: readonly string[]): boolean {
  return lower(values).includes('recipient') || isRecipient(values[0] ?? '')
}

/** The columns of a list whose first line has these values; or, where it can be no first line, a sentence that says what to change. */
export function listColumns(values: readonly string[]): ListColumns {
  if (isRecipient(values[0] ?? '')) {
    return { hasHeader: false, names: [], recipient: 0, text: 1, unused: [] }
  }
  const names = lower(values)
  const double = names.find((name, index) => name !== '' && names.indexOf(name) !== index)
  if (double !== undefined) return { fault: `The header has two columns “${double}”.` }
  const recipient = names.indexOf('recipient')
  if (recipient < 0) {
    const found = values.filter(Boolean).slice(0, 5).join(', ')
    return {
      fault: `The first line is a header with a column “recipient”, or names a recipient. It is: ${clipped(found)}`,
    }
  }
  const same = names.find((name) => ofAll.includes(name))
  if (same !== undefined) {
    return {
      fault: `All letters of a mailing have the same ${same}: choose it below, and take the column out of the list.`,
    }
  }
  if (names.includes('text') && names.includes('letter')) {
    return { fault: 'The header has both “text” and “letter”: keep the one that has the letters.' }
  }
  const text = Math.max(names.indexOf('text'), names.indexOf('letter'))
  const unused = values.filter((_, index) => index !== recipient && index !== text)
  return { hasHeader: true, names, recipient, text, unused: unused.filter(Boolean) }
}

const lower = (values: readonly string[]) => values.map((value) => value.toLowerCase())

/** All letters of a mailing have the same. */
const ofAll = ['stake', 'carriage', 'relay', 'token', 'expires']
