import { base64url } from '@scure/base'
import type { Hex } from 'viem'
import { isAddress, isHex } from 'viem'
import type { LetterAddress, SenderStatementInput } from '../x402/letterHeaders.ts'
import { letterHeaders } from '../x402/letterHeaders.ts'
import { GuardRefusal } from './GuardRefusal.ts'

/** Longest statement that is read; one has about 500 characters. */
const maxStatement = 2_048

/**
 * Reads the headers that say whom a letter is for and from.
 *
 * @throws {GuardRefusal} 400: one is missing or malformed.
 */
export function fromLetterHeaders(headers: Headers): LetterAddress {
  const inboxId = headers.get(letterHeaders.inbox)
  const sender = headers.get(letterHeaders.sender)
  const statement = headers.get(letterHeaders.statement)
  if (!isBytes32(inboxId))
    throw malformed(letterHeaders.inbox, 'must be the inbox id of the recipient, 32 bytes in hex')
  if (!isSender(sender))
    throw malformed(
      letterHeaders.sender,
      'must be the wallet or the inbox id of the sender, in hex',
    )
  const address = { inboxId, sender }
  return statement === null ? address : { ...address, senderStatement: parseStatement(statement) }
}

function parseStatement(text: string): SenderStatementInput {
  const bad = (cause?: unknown) =>
    malformed(
      letterHeaders.statement,
      'must be base64url of JSON with wallet, senderInboxId, keyId, issuedAt and signature',
      cause,
    )
  if (text.length > maxStatement) throw bad()
  let value: Record<string, unknown>
  try {
    const decoded = base64url.decode(text.padEnd(Math.ceil(text.length / 4) * 4, '='))
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(decoded))
  } catch (cause) {
    throw bad(cause)
  }
  const { wallet, senderInboxId, keyId, issuedAt, signature } = value ?? {}
  const isWhole =
    typeof wallet === 'string' &&
    isAddress(wallet, { strict: false }) &&
    isBytes32(senderInboxId) &&
    isBytes32(keyId) &&
    isTime(issuedAt) &&
    isHex(signature) &&
    (signature.length === 130 || signature.length === 132)
  if (!isWhole) throw bad()
  return {
    ...{ wallet, senderInboxId, keyId },
    ...{ issuedAt: issuedAt as number, signature },
  }
}

function malformed(header: string, text: string, cause?: unknown): GuardRefusal {
  return new GuardRefusal(400, 'invalid_letter', `The header ${header} ${text}.`, { cause })
}

/** An address as 32 bytes would name an inbox that cannot be. */
function isSender(value: string | null): value is Hex {
  if (isBytes32(value)) return !value.startsWith(`0x${'0'.repeat(24)}`)
  return isAddress(value ?? '', { strict: false })
}

function isTime(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 40
}

function isBytes32(value: unknown): value is Hex {
  return isHex(value) && value.length === 66
}
