import type { Hex } from 'viem'
import { getAddress, zeroHash } from 'viem'
import { parsedFields } from '../api/parsedFields.ts'
import { letterHash as hashOf } from '../letters/letterHash.ts'
import { fromBase64 } from '../x402/base64.ts'
import { RelayAnswerError } from '../x402/RelayAnswerError.ts'
import { toReceipt } from '../x402/toReceipt.ts'
import type { DeliveredLetter } from './DeliveredLetter.ts'
import { isLetterId } from './DeliveredLetter.ts'
import type { RelaySession } from './RelaySession.ts'

const hex32 = /^0x[0-9a-f]{64}$/i
const hex20 = /^0x[0-9a-f]{40}$/i

/**
 * The letter of what a relay wrote, who may write anything.
 *
 * @throws {RelayAnswerError} `not_a_letter`: it is none, another than it says to be, or has another letter's receipt.
 */
export function toDeliveredLetter(
  data: string,
  { url, inboxId }: Pick<RelaySession, 'url' | 'inboxId'>,
): DeliveredLetter {
  const {
    letterId,
    letterHash,
    sender,
    receivedAt,
    receipt: written,
    body,
  } = parsedFields(data) ?? {}
  const sealed = isText(body, /^[0-9A-Za-z+/]*={0,2}$/) ? bytesOf(body) : undefined
  const isWhole =
    isLetterId(letterId) &&
    isText(letterHash, hex32) &&
    isSender(sender) &&
    Number.isSafeInteger(receivedAt) &&
    sealed !== undefined
  if (!isWhole) throw faulty(url, 'sends what is no letter', letterId)
  if (hashOf(sealed) !== letterHash.toLowerCase())
    throw faulty(url, `sends other bytes than those of ${letterHash}`, letterId)
  const receipt = toReceipt(written) ?? null
  const { admission } = receipt ?? {}
  const isOfThis =
    !admission || (isSame(admission.letterHash, letterHash) && isSame(admission.inboxId, inboxId))
  if (!isOfThis || (!receipt && (written ?? null) !== null))
    throw faulty(url, `has no receipt for letter ${letterHash} that is of this letter`, letterId)
  const postageId = admission ? (admission.postageId.toLowerCase() as Hex) : zeroHash
  return {
    letterId,
    letterHash: letterHash.toLowerCase() as Hex,
    sender: isText(sender, hex20) ? getAddress(sender) : sender,
    receivedAt: receivedAt as number,
    postageId: postageId === zeroHash ? null : postageId,
    receipt,
    sealed,
  }
}

function isText(value: unknown, pattern: RegExp): value is Hex {
  return typeof value === 'string' && pattern.test(value)
}

function isSender(value: unknown): value is Hex | null {
  return value === null || isText(value, hex20) || isText(value, hex32)
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

/** Undefined: the text has a length that base64 has not. */
function bytesOf(text: string): Uint8Array | undefined {
  try {
    return fromBase64(text)
  } catch {
    return undefined
  }
}

/** That a relay is at fault, and how to get at the letters behind it. */
function faulty(url: string, what: string, letterId: unknown): RelayAnswerError {
  const next = isLetterId(letterId)
    ? ` The letters behind it are read with \`after: '${letterId}'\`.`
    : ''
  const docsPath = 'docs/relay.md'
  return new RelayAnswerError('not_a_letter', `The relay at ${url} ${what}.${next}`, { docsPath })
}
