import type { Hex } from 'viem'
import type { ConsentFact, SenderProof, VerifyFacts } from './facts.ts'
import type { Question, Row } from './row.ts'

// Rows 1 to 4: the inbox and its word on the sender. What speaks against counts at the newest block; what speaks for must
// also have held without a break since `levelBlock`.

export function unknownInbox({ request, facts: { inbox, levelBlock } }: Question): Row {
  const unknownInbox = request.policy?.unknownInbox ?? 'refuse'
  const row = { row: 1, condition: 'the inbox is not registered on this chain' }
  if (!inbox) {
    const match = { eligible: unknownInbox === 'carry', reason: 'unknown_inbox' } as const
    return { ...row, match, values: () => ({ unknownInbox }) }
  }
  const { registeredBlock } = inbox
  return {
    ...row,
    heldUntilBlock: registeredBlock > levelBlock ? registeredBlock : undefined,
    values: () => ({ registeredBlock: String(registeredBlock), levelBlock: String(levelBlock) }),
  }
}

export function senderDenied({ request, facts: { denied } }: Question): Row {
  return {
    row: 2,
    condition:
      'the inbox denies the sender as claimed: a wallet, its inbox, or another wallet of that',
    match: denied ? { eligible: false, reason: 'sender_denied' } : undefined,
    values: () => ({
      sender: request.sender,
      denied: denied?.subject ?? null,
      ...(denied && { sinceBlock: String(denied.sinceBlock) }),
    }),
  }
}

export function consented({ request, facts, proof }: Question): Row {
  const { levelBlock } = facts
  const allowed = allowedFor(proof, request.sender, facts)
  const reached = allowed !== null && allowed.sinceBlock <= levelBlock
  return {
    row: 3,
    condition: 'the inbox allows the sender, who is proven: the wallet or its inbox, or the inbox',
    match: reached ? { eligible: true, reason: 'consented' } : undefined,
    heldUntilBlock: allowed && !reached ? allowed.sinceBlock : undefined,
    values: () => ({
      senderAuthenticated: request.senderAuthenticated === true,
      ...(request.senderStatement && { statement: statementOf(proof) }),
      allowed: (allowed ?? facts.allowed ?? facts.allowedInbox)?.subject ?? null,
      ...(allowed && { sinceBlock: String(allowed.sinceBlock), levelBlock: String(levelBlock) }),
    }),
  }
}

/** The allowance of what was proven that has held longest, since both it and the proof hold. */
function allowedFor(
  proof: SenderProof,
  sender: Hex,
  { allowed, allowedInbox }: VerifyFacts,
): ConsentFact | null {
  if (proof.by === null) return null
  if (proof.by !== 'key') return longer(allowed, allowedInbox)
  // A key proves its inbox, and no wallet of it: what is said of a wallet alone is not said of the key.
  const ofInbox = isInboxId(sender) ? allowed : allowedInbox
  return ofInbox && { ...ofInbox, sinceBlock: Math.max(ofInbox.sinceBlock, proof.sinceBlock) }
}

function longer(a: ConsentFact | null, b: ConsentFact | null): ConsentFact | null {
  if (!a || !b) return a ?? b
  return b.sinceBlock < a.sinceBlock ? b : a
}

function statementOf(proof: SenderProof): string {
  if (proof.by === null) return proof.because ?? 'not looked at'
  return proof.by === 'relay' ? 'not looked at' : `signed by the ${proof.by}`
}

function isInboxId(sender: Hex): boolean {
  return sender.length === 66
}

export function doorFree({ facts: { inbox, levelBlock } }: Question): Row {
  const row = { row: 4, condition: 'the door is free' }
  if (!inbox) return { ...row, values: () => ({}) }
  const { door, doorSinceBlock } = inbox
  const free = door === 'free'
  const reached = doorSinceBlock <= levelBlock
  return {
    ...row,
    match: free && reached ? { eligible: true, reason: 'no_postage_required' } : undefined,
    heldUntilBlock: free && !reached ? doorSinceBlock : undefined,
    values: () => ({
      door,
      doorSinceBlock: String(doorSinceBlock),
      levelBlock: String(levelBlock),
    }),
  }
}
