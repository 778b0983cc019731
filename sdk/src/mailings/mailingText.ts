import { toBase64 } from '../x402/base64.ts'
import type { MailedLetter, MailingFile } from './mailingFile.ts'
import { headMark } from './mailingFile.ts'

/** Letters of a part: few enough to be made at once while somebody waits. */
const atOnce = 32

/** What steers a terminal or ends a line in some readers, and may stand in a uri. */
const steering = /[\p{C}\p{Zl}\p{Zp}]/gu

/**
 * The text of a mailing's file, which `readMailing` reads: a JSON document a line, the mailing itself and then its letters.
 *
 * @param file - With its letters in the order of their indexes.
 * @returns The text in parts of whole lines, each made only when it is asked for.
 *
 * @example
 * const blob = new Blob([...mailingText(file)], { type: 'application/x-ndjson' })
 */
export function* mailingText(file: MailingFile): Generator<string, void> {
  const { chain, postOffice, mailingId, mailing, uri, letters } = file
  const first = toJson({ ...headMark, chain, postOffice, mailingId, mailing, uri })
  yield `${first.replaceAll(steering, escaped)}\n`
  for (let at = 0; at < letters.length; at += atOnce) {
    const part = letters.slice(at, at + atOnce)
    yield part.map((letter, place) => lineOf(at + place, letter)).join('')
  }
}

function lineOf(
  index: number,
  { inboxId, letterHash, recipient, line, body }: MailedLetter,
): string {
  const sealed = body && { body: toBase64(body) }
  return `${toJson({ index, inboxId, letterHash, recipient, line, ...sealed })}\n`
}

/** Amounts as decimal strings: JSON's own numbers cannot hold all. */
function toJson(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? `${one}` : one))
}

/** As JSON may write a sign, by its units of UTF-16: two for signs beyond the first 65,536. */
function escaped(sign: string): string {
  const units = Array.from({ length: sign.length }, (_, index) => sign.charCodeAt(index))
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')
}
