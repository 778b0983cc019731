import type { ListTextReason } from '@pennypost/sdk/mailings'
import { ListTextError, listText } from '@pennypost/sdk/mailings'

/** The text of a list, or a sentence that says what to do with its file. */
export type ReadList = { text: string; fault?: undefined } | { text?: undefined; fault: string }

const howToExport = 'Save it as “CSV UTF-8” in the spreadsheet, and choose that file.'

const faults: Readonly<Record<ListTextReason, (line: number | undefined) => string>> = {
  workbook: () => 'This is a workbook, and no CSV.',
  not_utf8: (line) => `Line ${line} of the file is not UTF-8.`,
  not_utf16: () => 'The file begins as UTF-16, and is not.',
}

/** The text of a list as spreadsheets save it: UTF-8 or UTF-16, with line breaks as `\n`. */
export function readList(bytes: Uint8Array): ReadList {
  try {
    return { text: listText(bytes) }
  } catch (error) {
    if (!(error instanceof ListTextError)) throw error
    return { fault: `${faults[error.reason](error.line)} ${howToExport}` }
  }
}
