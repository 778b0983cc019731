import type { Hex } from 'viem'
import { keccak256, zeroHash } from 'viem'
import type { RelaySession } from '../../../../sdk/src/mailbox/RelaySession.ts'

export const inboxId: Hex = `0x${'12'.repeat(32)}`
export const relay = '0x00000000000000000000000000000000000000aa'

export function sessionAt(url: string): RelaySession {
  return { url, relay, inboxId, token: 'token', expiresAt: 2_000_000_000 }
}

/** A letter as a relay writes it. */
export function writtenLetter(letterId: number | string, more: object = {}) {
  const bytes = new TextEncoder().encode(`letter ${letterId}`)
  const letterHash = keccak256(bytes)
  const admission = { relay, inboxId, letterHash, postageId: zeroHash, receivedAt: 1_795_000_000 }
  return {
    ...{ letterId: String(letterId), letterHash, sender: null, receivedAt: 1_795_000_000 },
    receipt: { admission, signature: `0x${'34'.repeat(65)}`, reason: 'consented' },
    body: Buffer.from(bytes).toString('base64'),
    ...more,
  }
}

/** The same as an event. */
export function letterEvent(letterId: number, more: object = {}): string {
  const data = JSON.stringify(writtenLetter(letterId, more))
  return `event: letter\ndata: ${data}\nid: ${letterId}\n\n`
}

export const allOut = ': all that waited\n\n'
