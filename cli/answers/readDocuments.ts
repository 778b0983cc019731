import { readFileSync } from 'node:fs'
import { CliError } from '../errors/CliError.ts'

/** What a file, or stdin, is called in a sentence. */
export const nameOfFile = (file: string) => (file === '-' ? 'Stdin' : file)

/**
 * The JSON documents of a file: one, or one a line. `-` is stdin.
 *
 * @throws {CliError} It is neither.
 */
export function readDocuments(file: string): readonly unknown[] {
  const text = readText(file).trim()
  const whole = parsed(text)
  if (whole) return [whole.value]
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => {
    const one = parsed(line)
    if (one) return one.value
    throw new CliError(`${nameOfFile(file)} is no JSON.`)
  })
}

export function readText(file: string): string {
  return readFileSync(file === '-' ? 0 : file, 'utf8')
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}
