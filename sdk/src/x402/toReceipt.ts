import type { Address, Hex } from 'viem'
import type { Admission } from '../../../protocol/admission.ts'

/** Brings what a relay wrote as its receipt into form; undefined: it is none. Whether it is signed, it does not say. */
export function toReceipt(written: unknown): { admission: Admission; signature: Hex } | undefined {
  const { admission, signature } = (written ?? {}) as {
    admission?: Partial<Record<keyof Admission, unknown>>
    signature?: unknown
  }
  if (typeof signature !== 'string' || typeof admission !== 'object' || admission === null)
    return undefined
  const { relay, inboxId, letterHash, postageId, receivedAt } = admission
  const isWhole =
    isBytes(relay, 20) && [inboxId, letterHash, postageId].every((word) => isBytes(word, 32))
  const isTime = Number.isInteger(receivedAt) && Number(receivedAt) >= 0
  if (!isWhole || !isTime || Number(receivedAt) >= 2 ** 40 || !isBytes(signature, 65))
    return undefined
  // Safety: a checksum of the relay's own making would be refused by whoever hashes it.
  const address = String(relay).toLowerCase() as Address
  const given = { relay: address, inboxId, letterHash, postageId, receivedAt } as Admission
  return { admission: given, signature: signature as Hex }
}

function isBytes(value: unknown, size: number): boolean {
  return typeof value === 'string' && new RegExp(`^0x[0-9a-fA-F]{${2 * size}}$`).test(value)
}
