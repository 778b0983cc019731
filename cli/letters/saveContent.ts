import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Hex } from 'viem'
import { CliError } from '../errors/CliError.ts'
import { syncFolder, writeNewFile } from '../files/writeNewFile.ts'

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
  // Of a run that was cut short.
  rmSync(unfinished, { force: true })
  writeNewFile(unfinished, [content])
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
