import type { Address, Hex } from 'viem'
import { getAddress, isHex } from 'viem'
import type { Caip2 } from '../../config/caip2.ts'
import { createStore } from '../../storage/createStore.ts'

/** Senders that somebody gave a word on here, as 32 bytes, by chain, inbox and sender: no API lists them. */
export const consentSubjects = createStore<{ subject: Hex }>('consentSubjects')

/** Where those of an inbox begin. */
export function consentPrefix(chain: Caip2, inboxId: Hex): string {
  return `${chain}/${inboxId}/`
}

/** A sender as people know it: of an address in 32 bytes the address, else the id as it is. */
export function senderOf(subject: Hex): { kind: 'address' | 'id'; value: Address | Hex } {
  const digits = subject.slice(2)
  if (digits.length === 40) return { kind: 'address', value: getAddress(subject) }
  const address = `0x${digits.slice(24)}`
  const isAddress = digits.startsWith('0'.repeat(24)) && isHex(address)
  return isAddress
    ? { kind: 'address', value: getAddress(address) }
    : { kind: 'id', value: subject }
}
