import { closeSync, fsyncSync, openSync, unlinkSync, writeSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { toJson } from '../print/toJson.ts'
import type { MailedLetter, MailingFile } from './mailingFile.ts'
import { headMark } from './mailingFile.ts'

/** Letters that are written at once. */
const atOnce = 256

/**
 * Writes a new file, which only its owner may read: who gets letters from whom is nobody's business before they collect. Returns once it is
 * on the disk, under its name; what is half written is taken away.
 */
export function writeMailingFile(file: string, { letters, ...head }: MailingFile): void {
  const descriptor = openSync(file, 'wx', 0o600)
  try {
    try {
      writeAll(descriptor, `${toJson({ ...headMark, ...head })}\n`)
      for (let at = 0; at < letters.length; at += atOnce) {
        const lines = letters.slice(at, at + atOnce).map((letter, i) => lineOf(at + i, letter))
        writeAll(descriptor, lines.join(''))
      }
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    syncFolder(file)
  } catch (error) {
    unlinkSync(file)
    throw error
  }
}

function lineOf(index: number, { body, ...letter }: MailedLetter): string {
  const sealed = body && { body: Buffer.from(body).toString('base64') }
  return `${toJson({ index, ...letter, ...sealed })}\n`
}

function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at)
}

/** Not every system can: there the name is on the disk soon enough. */
function syncFolder(file: string): void {
  try {
    const folder = openSync(dirname(resolve(file)), 'r')
    fsyncSync(folder)
    closeSync(folder)
  } catch {}
}
