import { createBreather } from './createBreather.ts'
import type { MailedLetter, MailingFile } from './mailingFile.ts'
import { headMark } from './mailingFile.ts'

/** Letters of a part. */
const atOnce = 256

/** The text of a mailing's file, in parts for a `Blob`. The page can answer while it is written. */
export async function mailingText({ letters, ...head }: MailingFile): Promise<string[]> {
  const { chain, postOffice, mailingId, mailing, uri } = head
  const breathe = createBreather()
  const parts = [`${toJson({ ...headMark, chain, postOffice, mailingId, mailing, uri })}\n`]
  for (let at = 0; at < letters.length; at += atOnce) {
    await breathe()
    const part = letters.slice(at, at + atOnce).map((letter, i) => lineOf(at + i, letter))
    parts.push(part.join(''))
  }
  return parts
}

function lineOf(index: number, { inboxId, letterHash, recipient, line, body }: MailedLetter) {
  const sealed = body && { body: base64Of(body) }
  return `${toJson({ index, inboxId, letterHash, recipient, line, ...sealed })}\n`
}

/** Amounts as decimal strings: JSON's own numbers cannot hold all. */
function toJson(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? `${one}` : one))
}

function base64Of(bytes: Uint8Array): string {
  const parts: string[] = []
  // More arguments than this are too many for some browsers.
  for (let at = 0; at < bytes.length; at += 8_192)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8_192)))
  return btoa(parts.join(''))
}
