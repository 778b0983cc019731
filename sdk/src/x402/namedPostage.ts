import type { Hex } from 'viem'
import { isHex } from 'viem'
import { PaymentHeaderError } from '../errors/PaymentHeaderError.ts'
import { fromHeaderValue } from './headerValue.ts'
import type { NamedPostage } from './payment.ts'
import { paymentHeaders, stampScheme } from './payment.ts'

/** Siblings of a leaf in the largest mailing. */
const maxProofLength = 32

/**
 * The postage that a `PAYMENT-SIGNATURE` names. Only that counts: what the payer says that it accepted is not looked at beyond scheme and
 * network, as the postage itself is judged by what is on chain.
 *
 * @param network - CAIP-2 of the relay's chain.
 * @throws {PaymentHeaderError} The header cannot be read, or is of another scheme or network.
 */
export function namedPostageOf(value: string, network: string): NamedPostage {
  const { x402Version, accepted, payload } = fromHeaderValue(paymentHeaders.signature, value)
  if (x402Version !== 2) throw fault('is not of x402 version 2')
  if (!isObject(accepted) || accepted.scheme !== stampScheme)
    throw fault(`is not of the scheme ${stampScheme}`)
  if (accepted.network !== network) throw fault(`is not for ${network}`)
  if (!isObject(payload)) throw fault('has no payload')
  const { stampId, mailing } = payload
  if (isBytes32(stampId) && mailing === undefined) return { stampId }
  if (stampId === undefined && isMailing(mailing)) {
    const { mailingId, index, proof } = mailing
    return { mailing: { mailingId, index, proof } }
  }
  throw fault('names neither a stampId nor a mailing with mailingId, index and proof')
}

function fault(text: string): PaymentHeaderError {
  return new PaymentHeaderError(paymentHeaders.signature, text)
}

function isMailing(value: unknown): value is { mailingId: Hex; index: number; proof: Hex[] } {
  if (!isObject(value)) return false
  const { mailingId, index, proof } = value
  const isIndex = Number.isInteger(index) && Number(index) >= 0 && Number(index) < 2 ** 32
  if (!isBytes32(mailingId) || !isIndex || !Array.isArray(proof)) return false
  return proof.length <= maxProofLength && proof.every(isBytes32)
}

function isBytes32(value: unknown): value is Hex {
  return isHex(value) && value.length === 66
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
