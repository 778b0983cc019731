import type { Hex } from 'viem'
import { getAddress, zeroAddress, zeroHash } from 'viem'
import { clipped } from './clipped.ts'

export type ListedRecipient =
  | { recipient: Hex; fault?: undefined }
  | { recipient?: undefined; fault: string }

/** Whom a value of a list names, or why it names nobody who can be meant, in a sentence. */
export function listedRecipient(value: string): ListedRecipient {
  if (value === '') return { fault: 'There is no recipient in this line.' }
  if (!isRecipient(value)) {
    return {
      fault: `“${clipped(value)}” is no recipient: that is an address (0x and 40 digits) or an inbox id (0x and 64).`,
    }
  }
  if (value.length === 66) {
    const recipient = value.toLowerCase() as Hex
    return recipient === zeroHash ? { fault: 'Inbox 0 is nobody’s.' } : { recipient }
  }
  const recipient = getAddress(value.toLowerCase())
  const isMixed = /[a-f]/.test(value) && /[A-F]/.test(value)
  if (isMixed && recipient !== value) {
    return { fault: `${value} has a typing mistake: its capitals do not fit its digits.` }
  }
  return recipient === zeroAddress ? { fault: 'Address 0 is nobody’s.' } : { recipient }
}

/** Whether a value has the form of an address or of an inbox id. */
export function isRecipient(value: string): boolean {
  return /^0x([0-9a-fA-F]{40}|[0-9a-fA-F]{64})$/.test(value)
}
