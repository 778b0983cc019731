import { realpathSync } from 'node:fs'
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import { CsvError, parse } from 'csv-parse/sync'
import type { Hex } from 'viem'
import { CliError } from '../errors/CliError.ts'
import { parseIdOrAddress } from '../parse/parseId.ts'
import { printable } from '../print/printable.ts'
import type { BadLines } from './badLines.ts'
import { checkLetterFile } from './checkLetterFile.ts'
import { readListText } from './readListText.ts'

/** What is to go to a recipient: content that is yet to be sealed, or the hash of a letter that was sealed elsewhere. */
export type LetterSource = { file: string } | { text: string } | { letterHash: Hex }

/** A line of a list of recipients. */
export type ListedLetter = {
  /** In the file, from 1. */
  line: number
  /** An inbox id, or a wallet. */
  recipient: Hex
  letter: LetterSource
}

export type RecipientList = {
  letters: readonly ListedLetter[]
  /** Files that letters are made of, once each, as they lie in the folder. */
  files: readonly string[]
  /** Columns that nothing is made of. */
  unused: readonly string[]
}

type Row = {
  record: Readonly<Record<string, string>>
  /** With an error where it has another number of fields than the header. */
  info: { lines: number; error?: { record: readonly string[] } | undefined }
}

/** What may stand between values, by its name: spreadsheets take a semicolon where a comma is in numbers. */
const delimiters = { ',': 'a comma', ';': 'a semicolon', '\t': 'a tab' } as const
type Delimiter = keyof typeof delimiters

const columns = { recipient: 'recipient', letter: 'letter', text: 'text' } as const

/** All letters of a mailing have the same. */
const ofAll = ['stake', 'carriage', 'relay', 'token', 'expires']

/**
 * Reads a list of recipients: CSV (RFC 4180) with a header, its values set apart by commas, semicolons or tabs. `recipient` is an inbox id or
 * a wallet, `letter` a file in the folder of letters, or the hash of a sealed letter; `text` may stand in its place. Lists come from others: no
 * other file of this machine is read, and none that is hidden.
 *
 * @param bad - Is told of each line that makes no sense.
 * @param folder - Where letters are; the list's unless given.
 * @throws {CliError} The file is no such list.
 */
export function readRecipients(
  file: string,
  bad: BadLines,
  folder: string = dirname(resolve(file)),
): RecipientList {
  const root = realpathSync(folder)
  const { rows, header, delimiter } = parsed(file)
  checkHeader(file, header)
  if (rows.length === 0) throw new CliError(`${file} lists nobody: it has a header alone.`)
  const checked = new Map<string, string | undefined>()
  const letters = rows.flatMap(({ record, info: { lines: line, error } }) => {
    if (error !== undefined) {
      bad.add(line, miscounted(error.record.length, header.length, delimiter))
      return []
    }
    const recipient = recipientOf(record)
    if ('fault' in recipient) bad.add(line, recipient.fault)
    const letter = letterOf(record, root, checked)
    if ('fault' in letter) bad.add(line, letter.fault)
    return 'fault' in recipient || 'fault' in letter ? [] : [{ line, ...recipient, letter }]
  })
  const used: readonly string[] = Object.values(columns)
  const files = new Set(letters.flatMap(({ letter }) => ('file' in letter ? letter.file : [])))
  return {
    letters,
    files: [...files].map((path) => relative(root, path)),
    unused: header.filter((name) => !used.includes(name)),
  }
}

type Parsed = { rows: readonly Row[]; header: readonly string[]; delimiter: Delimiter }

function parsed(file: string): Parsed {
  const text = readListText(file)
  const delimiter = delimiterOf(text)
  let header: readonly string[] = []
  try {
    const rows = parse(text, {
      ...{ bom: true, trim: true, info: true, skip_empty_lines: true, delimiter },
      relax_column_count: true,
      columns: (names: string[]) => {
        header = names.map((name) => name.toLowerCase())
        return [...header]
      },
    })
    return { rows: rows as unknown as Row[], header, delimiter }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    throw new CliError(
      `${file} is no CSV: ${printable(cause.message)}. A value with a quote in it stands in quotes as a whole, and has each of its own twice: "Dear ""Ada""".`,
      { cause },
    )
  }
}

/** What stands between the columns of the header, one of which is the recipient. */
function delimiterOf(text: string): Delimiter {
  const line = /\S.*/.exec(text)?.[0] ?? ''
  const isIt = (delimiter: string) => {
    const names = line.split(delimiter).map((name) => name.replaceAll('"', '').trim().toLowerCase())
    return names.length > 1 && names.includes(columns.recipient)
  }
  return (Object.keys(delimiters) as Delimiter[]).find(isIt) ?? ','
}

function miscounted(found: number, expected: number, delimiter: Delimiter): string {
  const counts = `it has ${found} ${found === 1 ? 'field' : 'fields'}, and the header has ${expected}`
  if (found < expected) return counts
  return `${counts}: a value with ${delimiters[delimiter]} in it stands in double quotes`
}

function checkHeader(file: string, header: readonly string[]): void {
  const double = header.find((name, index) => header.indexOf(name) !== index)
  if (double !== undefined)
    throw new CliError(`${file} has two columns "${printable(double)}" in its header.`)
  const found = header.map((name) => printable(name)).join(', ') || 'nothing'
  if (!header.includes(columns.recipient))
    throw new CliError(
      `${file} begins with a header that has a column "recipient", and "letter" or "text". It has ${found}.`,
    )
  if (!header.includes(columns.letter) && !header.includes(columns.text))
    throw new CliError(`${file} has no column "letter" or "text" in its header, but ${found}.`)
  const common = header.find((name) => ofAll.includes(name))
  if (common !== undefined)
    throw new CliError(
      `All letters of a mailing have the same ${common}: give it by --${common}, and take the column out of ${file}.`,
    )
}

type Fault = { fault: string }

function recipientOf({ recipient = '' }: Row['record']): { recipient: Hex } | Fault {
  if (recipient === '') return { fault: 'it names no recipient' }
  try {
    return { recipient: parseIdOrAddress(recipient) }
  } catch (error) {
    const reason = (error as Error).message.replace(/\.$/, '')
    return { fault: `"${printable(recipient)}" is no recipient. ${reason}` }
  }
}

function letterOf(
  { letter = '', text = '' }: Row['record'],
  folder: string,
  checked: Map<string, string | undefined>,
): LetterSource | Fault {
  if (letter !== '' && text !== '') return { fault: 'it has both a letter and a text' }
  if (text !== '') return { text }
  if (letter === '') return { fault: 'it has no letter' }
  if (/^0x[0-9a-f]{64}$/i.test(letter)) return { letterHash: letter.toLowerCase() as Hex }
  if (/^0x[0-9a-f]*$/i.test(letter))
    return { fault: `"${letter}" is no hash of a letter: that is 0x and 64 hexadecimal digits` }
  const path = pathWithin(folder, letter)
  if (path === undefined)
    return { fault: `${printable(letter)} is outside of the folder of letters: --letters names it` }
  if (isHidden(relative(folder, path)))
    return { fault: `${printable(letter)} is a hidden file, and no letter` }
  if (!checked.has(path)) checked.set(path, checkLetterFile(path))
  const fault = checked.get(path)
  return fault === undefined ? { file: path } : { fault: `${printable(letter)} ${fault}` }
}

/** Where a file really is, beyond links; undefined: not in the folder, of which nothing else is looked at. */
function pathWithin(folder: string, name: string): string | undefined {
  const path = resolve(folder, name)
  if (!isWithin(folder, path)) return undefined
  try {
    const real = realpathSync(path)
    return isWithin(folder, real) ? real : undefined
  } catch {
    // What is wrong with it, whoever reads it says.
    return path
  }
}

/** What stands in a folder unseen, such as `.env`, was not put there to be mailed. */
function isHidden(way: string): boolean {
  return way.split(sep).some((part) => part.startsWith('.'))
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}
