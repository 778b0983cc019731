import { InvalidArgumentError } from 'commander'
import type { Address } from 'viem'
import { getAddress, isAddress, zeroAddress } from 'viem'

/** An address. One in both cases has to have the right checksum. */
export function parseAddress(text: string): Address {
  if (!isAddress(text, { strict: false }))
    throw new InvalidArgumentError('An address is 0x and 40 hexadecimal digits.')
  const isMixed = /[a-f]/.test(text.slice(2)) && /[A-F]/.test(text.slice(2))
  if (isMixed && getAddress(text) !== text)
    throw new InvalidArgumentError('Its checksum is wrong: a digit is not as it was.')
  return getAddress(text)
}

/** An address that something can be done with: not 0x0…0. */
export function parseAccount(text: string): Address {
  const address = parseAddress(text)
  if (address === zeroAddress)
    throw new InvalidArgumentError('That is the zero address, which nobody has.')
  return address
}

/** A word that stands for something, or an address. */
export function parseAccountOr<const word extends string>(word: word) {
  return (text: string): Address | word => (text === word ? word : parseAccount(text))
}
