import type { Hex } from 'viem'
import { getAddress } from 'viem'

/** A letter as a relay hands it over. */
export type DeliveredLetter = {
  letterId: string
  /** As the relay says: what counts is the hash of the body. */
  letterHash: Hex
  /** Whom the relay found to have written it; null: nobody is proven. */
  sender: Hex | null
  /** Unix seconds. */
  receivedAt: number
  /** Id of the stamp or mailing that paid; undefined: none did. */
  postageId: Hex | undefined
  sealed: Uint8Array
}

const hex32 = /^0x[0-9a-f]{64}$/i
const hex20 = /^0x[0-9a-f]{40}$/i

/** A letter of what a relay wrote, who may write anything; undefined: it is none. */
export function deliveredLetter(data: string): DeliveredLetter | undefined {
  const { letterId, letterHash, sender, receivedAt, receipt, body } = fieldsOf(data)
  const { admission } = (receipt ?? {}) as { admission?: { postageId?: unknown } | null }
  const postageId = admission?.postageId
  const isWhole =
    isText(letterId, /^\d{1,18}$/) &&
    isText(letterHash, hex32) &&
    (sender === null || isText(sender, hex20) || isText(sender, hex32)) &&
    Number.isSafeInteger(receivedAt) &&
    (postageId === undefined || isText(postageId, hex32)) &&
    isText(body, /^[0-9A-Za-z+/]*={0,2}$/)
  if (!isWhole) return undefined
  const isPaid = postageId !== undefined && !/^0x0*$/.test(postageId as string)
  return {
    letterId: letterId as string,
    letterHash: (letterHash as string).toLowerCase() as Hex,
    sender: isText(sender, hex20) ? getAddress(sender as Hex) : (sender as Hex | null),
    receivedAt: receivedAt as number,
    postageId: isPaid ? ((postageId as string).toLowerCase() as Hex) : undefined,
    sealed: new Uint8Array(Buffer.from(body as string, 'base64')),
  }
}

function fieldsOf(data: string): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(data) ?? {}) as Readonly<Record<string, unknown>>
  } catch {
    return {}
  }
}

function isText(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value)
}
