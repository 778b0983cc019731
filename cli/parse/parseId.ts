import { InvalidArgumentError } from 'commander'
import type { Address, Hex } from 'viem'
import { isAddress } from 'viem'
import { parseAccount } from './parseAddress.ts'

/** Whether it is written as an id is, and so is no name of a file. */
export function isId(text: string): boolean {
  return /^0x[0-9a-f]{64}$/i.test(text)
}

/** An id of 32 bytes: of an inbox, a key, a stamp, a mailing or a letter. */
export function parseId(text: string): Hex {
  if (!isId(text)) throw new InvalidArgumentError('An id is 0x and 64 hexadecimal digits.')
  if (/^0x0*$/.test(text)) throw new InvalidArgumentError('Id 0 is that of nothing.')
  return text.toLowerCase() as Hex
}

/** Whoever can be named by an address or by the id of an inbox. */
export function parseIdOrAddress(text: string): Hex {
  if (isAddress(text, { strict: false })) return parseAccount(text)
  if (isId(text)) return parseId(text)
  throw new InvalidArgumentError('Give an address or an inbox id: 0x and 40 or 64 digits.')
}

/** Ids that are given one by one, as an option that may come again. */
export function parseIds(text: string, before: readonly Hex[] = []): readonly Hex[] {
  return [...before, parseId(text)]
}

/** Whether it is an address, and not an id. */
export function isAccount(value: Hex): value is Address {
  return value.length === 42
}
