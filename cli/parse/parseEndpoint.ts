import { InvalidArgumentError } from 'commander'
import { parseUrl } from './parseUrl.ts'

/** Where a relay is reached: a url of at most 256 bytes, as the contract has it. */
export function parseEndpoint(text: string): string {
  const { length } = new TextEncoder().encode(parseUrl(text))
  if (length > 256)
    throw new InvalidArgumentError(`An endpoint has at most 256 bytes, not ${length}.`)
  return text
}
