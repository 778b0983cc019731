import { InvalidArgumentError } from 'commander'
import type { Hex } from 'viem'
import { CliError } from '../errors/CliError.ts'
import { parseId } from '../parse/parseId.ts'
import { nameOfFile, readText } from './readDocuments.ts'

/**
 * Ids of stamps and mailings from a file, one a line; `-` is stdin. Lines that are empty, or begin with `#`, are none.
 *
 * @throws {CliError} A line is no id, or there is none. Every bad line is named.
 */
export function postageIdsOfFile(file: string): readonly Hex[] {
  const name = nameOfFile(file)
  const ids: Hex[] = []
  const bad: number[] = []
  for (const [index, line] of readText(file).split('\n').entries()) {
    const text = line.trim()
    if (text === '' || text.startsWith('#')) continue
    try {
      ids.push(parseId(text))
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error
      bad.push(index + 1)
    }
  }
  if (bad.length > 0)
    throw new CliError(
      `${name}: no id of 0x and 64 hexadecimal digits is on ${bad.length === 1 ? 'line' : 'lines'} ${bad.slice(0, 20).join(', ')}${bad.length > 20 ? ' and more' : ''}.`,
    )
  if (ids.length === 0) throw new CliError(`${name} has no id in it.`)
  return ids
}
