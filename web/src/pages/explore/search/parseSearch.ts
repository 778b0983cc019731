import type { Address, Hex } from 'viem'
import { getAddress, isAddress } from 'viem'

/** What somebody may be looking for. */
export type Search =
  | { kind: 'nothing' }
  | { kind: 'address'; address: Address }
  /** An inbox, a stamp, a mailing, a key or a transaction: nothing in it says which. */
  | { kind: 'word'; word: Hex }
  /** An account of another chain, after CAIP-10. */
  | { kind: 'account'; account: string }
  | { kind: 'name'; name: string }
  | { kind: 'unreadable'; sentence: string }

/**
 * Reads what was typed or pasted: an id or address with or without `0x`, in any case, also within a url or a sentence.
 *
 * @example
 * parseSearch('https://site.example/explore/stamps/0x74…69') // { kind: 'word', word: '0x74…69' }
 */
export function parseSearch(text: string): Search {
  const given = text.trim()
  if (given === '') return { kind: 'nothing' }
  const found = hexIn(given)
  if (found.length > 1) {
    return unreadable(`There are ${found.length} ids or addresses in that. Look for one at a time.`)
  }
  const [hex] = found
  if (hex?.length === 66) return { kind: 'word', word: hex }
  if (hex?.length === 42) return addressIn(given, hex)
  if (/^[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}:[-.%a-zA-Z0-9]{1,128}$/.test(given)) {
    return { kind: 'account', account: given }
  }
  if (/^(0x[0-9a-f]*|[0-9a-f]{8,})$/i.test(given)) return unreadable(lengthSentence(given))
  if (/^0x/i.test(given)) {
    return unreadable('After 0x there may be only the digits 0 to 9 and the letters a to f.')
  }
  if (/^[^\s./:]+(\.[^\s./:]+)+$/.test(given)) return { kind: 'name', name: given.toLowerCase() }
  return unreadable(
    'That is neither an id (0x and 64 hex digits) nor an address (0x and 40 hex digits).',
  )
}

/** An address in capitals and small letters has a checksum in them. */
function addressIn(given: string, address: Hex): Search {
  const typed = given.match(new RegExp(address.slice(2), 'i'))?.[0] ?? ''
  const isMixed = /[A-F]/.test(typed) && /[a-f]/.test(typed)
  if (isMixed && !isAddress(`0x${typed}`)) {
    return unreadable(
      'This address has a mistyped character: its capital letters do not fit. Copy it again from where it came.',
    )
  }
  return { kind: 'address', address: getAddress(address) }
}

/** Every address and id in a text, in lower case, each once. */
function hexIn(text: string): Hex[] {
  const words = text.match(/(?<![0-9a-z])(0x)?[0-9a-f]+(?![0-9a-z])/gi) ?? []
  const hex = words
    .map((word) => word.toLowerCase().replace(/^0x/, ''))
    .filter(({ length }) => length === 40 || length === 64)
    .map((digits): Hex => `0x${digits}`)
  return [...new Set(hex)]
}

function lengthSentence(given: string): string {
  const digits = given.replace(/^0x/i, '').length
  return `An address has 40 hex digits after 0x, an id or a hash 64. This one has ${digits} ${digits === 1 ? 'digit' : 'digits'}.`
}

const unreadable = (sentence: string): Search => ({ kind: 'unreadable', sentence })
