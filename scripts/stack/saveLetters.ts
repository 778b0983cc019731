import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lettersToWire } from '../seed/lettersToWire.ts'
import type { OpenMailing } from '../seed/mailings.ts'

/**
 * Writes the letters of a mailing to a file, as the API takes them.
 *
 * @returns The file.
 */
export function saveLetters(dir: string, { letters }: OpenMailing): string {
  const file = join(dir, 'mailing.bin')
  writeFileSync(file, lettersToWire(letters))
  return file
}
