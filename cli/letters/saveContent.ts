import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Hex } from 'viem'
import { CliError } from '../errors/CliError.ts'

/**
 * Writes what is in a letter to a file that is named by the letter's hash, so that a letter that comes again is the same file. It is on the disk
 * when this returns, whole or not at all.
 *
 * @returns The file.
 * @throws {CliError} There is another file of that name.
 */
export function saveContent(
  folder: string,
  {
    letterHash,
    content,
    text,
  }: { letterHash: Hex; content: Uint8Array; text?: string | undefined },
): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${letterHash}.${text === undefined ? 'bin' : 'txt'}`)
  const before = existing(file)
  if (before) {
    if (before.equals(content)) return file
    throw new CliError(`${file} is there already, and is not what is in the letter.`)
  }
  const unfinished = `${file}.part`
  writeWhole(unfinished, content)
  renameSync(unfinished, file)
  syncFolder(folder)
  return file
}

function existing(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function writeWhole(file: string, content: Uint8Array): void {
  const descriptor = openSync(file, 'w', 0o600)
  try {
    for (let at = 0; at < content.length; ) at += writeSync(descriptor, content, at)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** The name of a file is safe only with its folder. Windows knows no such thing. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
