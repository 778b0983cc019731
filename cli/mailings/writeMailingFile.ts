import { writeNewFile } from '../files/writeNewFile.ts'
import { toJson } from '../print/toJson.ts'
import type { MailedLetter, MailingFile } from './mailingFile.ts'
import { headMark } from './mailingFile.ts'

/** Letters that are written at once. */
const atOnce = 256

/**
 * Writes a new file, which only its owner may read: who gets letters from whom is nobody's business before they collect. Returns once it is
 * on the disk, under its name; what is half written is taken away.
 */
export function writeMailingFile(file: string, mailing: MailingFile): void {
  writeNewFile(file, partsOf(mailing))
}

function* partsOf({ letters, ...head }: MailingFile): Generator<string> {
  yield `${toJson({ ...headMark, ...head })}\n`
  for (let at = 0; at < letters.length; at += atOnce)
    yield letters
      .slice(at, at + atOnce)
      .map((letter, i) => lineOf(at + i, letter))
      .join('')
}

function lineOf(index: number, { body, ...letter }: MailedLetter): string {
  const sealed = body && { body: Buffer.from(body).toString('base64') }
  return `${toJson({ index, ...letter, ...sealed })}\n`
}
