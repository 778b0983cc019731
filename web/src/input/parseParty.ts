import type { Address, Hex } from 'viem'
import { getAddress, isAddress, isAddressEqual, zeroAddress } from 'viem'

export type ParsedParty<party extends Hex = Hex> =
  | { party: party; fault?: undefined }
  | { party?: undefined; fault: string }

/**
 * Reads an address as a person pastes it. Capitals that do not fit are a typing error, as EIP-55 has it.
 *
 * @returns The address with its checksum, or a sentence that says what is wrong.
 */
export function parseAddress(text: string): ParsedParty<Address> {
  const given = text.trim()
  if (given === '') return { fault: 'Paste an address: 0x and 40 digits.' }
  if (/^0x[0-9a-f]{64}$/i.test(given)) {
    return { fault: 'That is the id of an inbox. Here the address of an account is needed.' }
  }
  if (!/^0x[0-9a-f]{40}$/i.test(given)) return { fault: shapeFault(given, '40') }
  // Safety: of this shape it is a string that begins with 0x.
  const address = given as Address
  const isPlain = /^0x([0-9a-f]+|[0-9A-F]+)$/.test(given)
  if (!isPlain && !isAddress(address)) {
    return {
      fault:
        'That address has a mistyped character: its capital letters do not fit. Copy it again from where it came.',
    }
  }
  const party = getAddress(address.toLowerCase())
  if (isAddressEqual(party, zeroAddress)) return { fault: 'The zero address is nobody.' }
  return { party }
}

/**
 * Reads who a sender is: an address, or the id of an inbox.
 *
 * @returns The one or the other, or a sentence that says what is wrong.
 */
export function parseSubject(text: string): ParsedParty {
  const given = text.trim()
  if (given === '') return { fault: 'Paste an address or the id of an inbox.' }
  if (/^0x[0-9a-f]{64}$/i.test(given)) {
    if (/^0x0+$/.test(given)) return { fault: 'Zero is never an inbox.' }
    // Safety: as above.
    return { party: given.toLowerCase() as Hex }
  }
  if (!/^0x[0-9a-f]{40}$/i.test(given)) return { fault: shapeFault(given, '40 or 64') }
  return parseAddress(given)
}

/** Reads the id of an inbox. */
export function parseInboxId(text: string): ParsedParty {
  const given = text.trim()
  if (given === '') return { fault: 'Paste the id of an inbox: 0x and 64 digits.' }
  if (/^0x[0-9a-f]{40}$/i.test(given)) {
    return { fault: 'That is an address. Here the id of an inbox is needed: 0x and 64 digits.' }
  }
  if (!/^0x[0-9a-f]{64}$/i.test(given)) return { fault: shapeFault(given, '64') }
  return parseSubject(given)
}

function shapeFault(given: string, digits: string): string {
  if (!/^0x/i.test(given)) return `It begins with 0x and has ${digits} digits behind it.`
  const stray = /[^0-9a-f]/i.exec(given.slice(2))?.[0]
  if (stray !== undefined) return `“${stray}” is none of the digits 0–9 and a–f.`
  return `That has ${given.length - 2} digits behind 0x, and needs ${digits}.`
}
