import type { Address, Hex } from 'viem'
import { toBase64 } from './base64.ts'

/** What a sender signed about its letter, as `POST /v1/verify` takes it. */
export type SenderStatementInput = {
  wallet: Address
  senderInboxId: Hex
  keyId: Hex
  issuedAt: number
  signature: Hex
}

/** Whom a letter is for, and who says to have written it. */
export type LetterAddress = {
  inboxId: Hex
  /** A wallet or an inbox id. */
  sender: Hex
  senderStatement?: SenderStatementInput | undefined
}

/** Names of the headers that go with a letter, unless a relay has a form of its own. */
export const letterHeaders = {
  inbox: 'pennypost-inbox',
  sender: 'pennypost-sender',
  statement: 'pennypost-statement',
} as const

/**
 * The headers that say whom a letter is for and from.
 *
 * @example
 * await fetch(url, { method: 'POST', body: sealed, headers: toLetterHeaders({ inboxId, sender, senderStatement }) })
 */
export function toLetterHeaders(address: LetterAddress): Record<string, string> {
  const { inboxId, sender, senderStatement } = address
  const headers: Record<string, string> = {
    [letterHeaders.inbox]: inboxId,
    [letterHeaders.sender]: sender,
  }
  if (senderStatement) {
    const { wallet, senderInboxId, keyId, issuedAt, signature } = senderStatement
    const text = JSON.stringify({ wallet, senderInboxId, keyId, issuedAt, signature })
    const base64 = toBase64(new TextEncoder().encode(text))
    headers[letterHeaders.statement] = base64.replaceAll('+', '-').replaceAll('/', '_')
  }
  return headers
}
