import { readFileSync } from 'node:fs'
import { CliError } from '../errors/CliError.ts'
import { writeNewFile } from '../files/writeNewFile.ts'

/** What a file of JSON says. @throws {CliError} It is no JSON. What it says is not told: it may be a secret. */
export function readJsonFile(file: string): unknown {
  const text = readFileSync(file, 'utf8')
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new CliError(`${file} is no JSON.`, { cause })
  }
}

/** Writes a file that only its owner may read, and never over another: that may hold the only copy of a key. */
export function writeSecretFile(file: string, content: object): void {
  writeNewFile(file, [`${JSON.stringify(content, undefined, 2)}\n`])
}
