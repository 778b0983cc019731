import { readFileSync } from 'node:fs'
import { ListTextError, listText } from '@pennypost/sdk/mailings'
import { CliError } from '../errors/CliError.ts'

const howToExport =
  'Save the list as CSV in UTF-8: “CSV UTF-8” in Excel, the character set “Unicode (UTF-8)” in LibreOffice.'

/**
 * The text of a list that a spreadsheet or a program has written, with line breaks as `\n`.
 *
 * @throws {CliError} It is of another encoding than UTF-8 or UTF-16, or a workbook.
 */
export function readListText(file: string): string {
  const bytes = readFileSync(file)
  try {
    return listText(bytes)
  } catch (cause) {
    if (!(cause instanceof ListTextError)) throw cause
    throw new CliError(`${file} ${faultOf(cause)}. ${howToExport}`, { cause })
  }
}

function faultOf({ reason, line }: ListTextError): string {
  if (reason === 'workbook') return 'is a workbook of a spreadsheet, or an archive'
  if (reason === 'not_utf16') return 'begins as UTF-16, and is not'
  return `is not UTF-8: line ${line} has other bytes`
}
