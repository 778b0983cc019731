import { closeSync, fsyncSync, openSync, unlinkSync, writeSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * Writes a new file, which only its owner may read, and never over another. It is on the disk, under its name, when this returns; what is
 * half written is taken away.
 *
 * @param parts - What is in it, one after another: made only when they are written.
 * @throws It is there already, or cannot be written whole, as on a full disk; the error has the file as its `path`.
 */
export function writeNewFile(file: string, parts: Iterable<string | Uint8Array>): void {
  const descriptor = openSync(file, 'wx', 0o600)
  try {
    try {
      for (const part of parts) writeAll(descriptor, part, file)
      syncFile(descriptor, file)
    } finally {
      closeSync(descriptor)
    }
    syncFolder(dirname(resolve(file)))
  } catch (error) {
    unlinkSync(file)
    throw error
  }
}

/** Makes sure that the names in a folder are on the disk. Not every system can: there they are soon enough. */
export function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r')
    try {
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  } catch {}
}

/** One call may write a part only, and the next one then says why. */
function writeAll(descriptor: number, part: string | Uint8Array, file: string): void {
  const bytes = Buffer.from(part)
  withPath(file, () => {
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at)
  })
}

function syncFile(descriptor: number, file: string): void {
  withPath(file, () => fsyncSync(descriptor))
}

/** What works on a descriptor does not know the name that a person would. */
function withPath(path: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    throw Object.assign(error as Error, { path })
  }
}
