import { readFileSync, statSync } from 'node:fs'
import { contentOfText } from '@pennypost/sdk'
import { CliError } from '../errors/CliError.ts'

/** What is to be in a letter: a file, `-` for stdin, or a text. */
export type ContentSource = { file?: string | undefined; text?: string | undefined }

/**
 * Reads what is to be in a letter.
 *
 * @param most - Bytes that it may have.
 * @throws {CliError} It is given twice or not at all, empty, or too long.
 */
export async function letterContent(
  { file, text }: ContentSource,
  most: number,
): Promise<Uint8Array> {
  if ((file === undefined) === (text === undefined))
    throw new CliError('What is in the letter? Name a file, - for stdin, or say --text.')
  const bytes = text === undefined ? await bytesOf(file as string, most) : contentOfText(text)
  if (bytes.length === 0) throw new CliError('The letter is empty.')
  if (bytes.length > most) throw tooLong(`${bytes.length}`, most)
  return bytes
}

async function bytesOf(file: string, most: number): Promise<Uint8Array> {
  if (file === '-') return await stdinBytes(most)
  const { size } = statSync(file)
  if (size > most) throw tooLong(`${size}`, most)
  return new Uint8Array(readFileSync(file))
}

async function stdinBytes(most: number): Promise<Uint8Array> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of process.stdin as AsyncIterable<Buffer>) {
    parts.push(part)
    length += part.length
    if (length > most) throw tooLong('more', most)
  }
  return new Uint8Array(Buffer.concat(parts))
}

function tooLong(length: string, most: number): CliError {
  return new CliError(
    `The letter has ${length} bytes, and may have ${most}. Send a link to the rest, and its key.`,
  )
}
