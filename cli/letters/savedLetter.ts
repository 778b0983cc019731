import { accessSync, constants, existsSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { CliError } from '../errors/CliError.ts'
import { explain } from '../errors/explain.ts'
import { exitCodes } from '../exitCodes.ts'
import { writeNewFile } from '../files/writeNewFile.ts'

/** A sealed letter in a file for its sender, which is there once it is of use. */
export type SavedLetter = {
  /** Writes it before the letter is paid for. @throws It cannot be written: then nothing may be paid. */
  write(): void
  /** Writes it, unless that was done, of a letter that its relay has. @throws {CliError} It cannot be written. */
  writeSent(): void
  /** Takes away what was written now: the letter was not paid for. */
  remove(): void
}

/**
 * @param file - Where to; undefined: nowhere.
 * @throws {CliError} There is a file already; it is left as it is.
 * @throws Its folder is not there, or cannot be written to.
 */
export function createSavedLetter(file: string | undefined, sealed: Uint8Array): SavedLetter {
  if (file !== undefined) checkFree(file)
  let isWritten = false
  const write = () => {
    if (file === undefined || isWritten) return
    writeNewFile(file, [sealed])
    isWritten = true
  }
  return {
    write,
    writeSent() {
      try {
        write()
      } catch (cause) {
        const message = `The relay has the letter, and it was not saved. ${explain(cause).message}`
        throw new CliError(message, { exitCode: exitCodes.unexpected, cause })
      }
    },
    remove() {
      if (file !== undefined && isWritten) rmSync(file, { force: true })
      isWritten = false
    },
  }
}

/** Most of what may be wrong is told before anything is signed or sent. */
function checkFree(file: string): void {
  if (existsSync(file)) throw new CliError(`${file} exists already, and is left as it is.`)
  accessSync(dirname(resolve(file)), constants.W_OK)
}
