import type { Address, Hex } from 'viem'
import { getAddress, isAddress } from 'viem'

/** What somebody typed to say whom they write to. */
export type Recipient =
  | { kind: 'none' }
  | { kind: 'wallet'; address: Address }
  | { kind: 'inbox'; inboxId: Hex }
  | { kind: 'name'; name: string }
  /** It is none of them: `sentence` says what is wrong. */
  | { kind: 'wrong'; sentence: string }

/**
 * Reads a recipient: a wallet's address, an inbox id, or a name such as `ada.eth`.
 *
 * @param options.takesNames - Whether names can be looked up on the chain.
 */
export function parseRecipient(text: string, { takesNames }: { takesNames: boolean }): Recipient {
  const word = text.trim()
  if (word === '') return { kind: 'none' }
  if (/^(0x)?[0-9a-f]{64}$/i.test(word))
    return { kind: 'inbox', inboxId: `0x${word.replace(/^0x/i, '').toLowerCase()}` }
  if (/^0x/i.test(word)) return hexadecimal(word)
  if (/^[0-9a-f]{40}$/i.test(word)) return wrong('An address begins with 0x: put that before it.')
  if (/\s/.test(word))
    return wrong('One recipient at a time. For many at once there is the page Mailing.')
  if (!word.includes('.') || word.startsWith('.') || word.endsWith('.') || word.includes('@'))
    return wrong(accepted(takesNames))
  if (takesNames) return { kind: 'name', name: word }
  return wrong(`This chain has no names: ${accepted(false)}`)
}

function hexadecimal(word: string): Recipient {
  const digits = word.slice(2)
  const odd = digits.match(/[^0-9a-f]/i)?.[0]
  if (odd !== undefined)
    return wrong(`“${odd}” stands in no address: there are only 0 to 9 and a to f after 0x.`)
  if (digits.length !== 40)
    return wrong(
      `An address has 40 digits after 0x, and an inbox id 64. This one has ${digits.length} ${digits.length === 1 ? 'digit' : 'digits'}.`,
    )
  const address = `0x${digits}` as Address
  if (isAddress(address)) return { kind: 'wallet', address: getAddress(address) }
  return wrong(
    'This address has a mistyped character: its capital letters do not fit. Copy it again from where it came.',
  )
}

function accepted(takesNames: boolean): string {
  return takesNames
    ? 'Give a wallet’s address (0x and 40 digits), an inbox id (0x and 64 digits), or a name such as ada.eth.'
    : 'give a wallet’s address (0x and 40 digits) or an inbox id (0x and 64 digits).'
}

function wrong(sentence: string): Recipient {
  return { kind: 'wrong', sentence: sentence.charAt(0).toUpperCase() + sentence.slice(1) }
}
