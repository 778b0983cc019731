import type { Question, Row } from './row.ts'

// Rows 1 to 4: the inbox and its word on the sender. What speaks against counts at the newest block; what speaks for must
// also have held without a break since `levelBlock`.

export function unknownInbox({ request, facts: { inbox, levelBlock } }: Question): Row {
  const unknownInbox = request.policy?.unknownInbox ?? 'refuse'
  const row = { row: 1, condition: 'the inbox is not registered on this chain' }
  if (!inbox) {
    const match = { eligible: unknownInbox === 'carry', reason: 'unknown_inbox' } as const
    return { ...row, match, values: { unknownInbox } }
  }
  const { registeredBlock } = inbox
  return {
    ...row,
    heldUntilBlock: registeredBlock > levelBlock ? registeredBlock : undefined,
    values: { registeredBlock: String(registeredBlock), levelBlock: String(levelBlock) },
  }
}

export function senderDenied({ request, facts: { denied } }: Question): Row {
  return {
    row: 2,
    condition:
      'the inbox denies the sender as claimed: a wallet, its inbox, or another wallet of that',
    match: denied ? { eligible: false, reason: 'sender_denied' } : undefined,
    values: {
      sender: request.sender,
      denied: denied?.subject ?? null,
      ...(denied && { sinceBlock: String(denied.sinceBlock) }),
    },
  }
}

export function consented({ request, facts: { allowed, levelBlock } }: Question): Row {
  const proven = request.senderAuthenticated === true
  const speaks = allowed !== null && proven
  const reached = allowed !== null && allowed.sinceBlock <= levelBlock
  return {
    row: 3,
    condition: 'the inbox allows the sender, who is proven: the wallet or its inbox, or the inbox',
    match: speaks && reached ? { eligible: true, reason: 'consented' } : undefined,
    heldUntilBlock: speaks && !reached ? allowed.sinceBlock : undefined,
    values: {
      senderAuthenticated: proven,
      allowed: allowed?.subject ?? null,
      ...(allowed && { sinceBlock: String(allowed.sinceBlock), levelBlock: String(levelBlock) }),
    },
  }
}

export function doorFree({ facts: { inbox, levelBlock } }: Question): Row {
  const row = { row: 4, condition: 'the door is free' }
  if (!inbox) return { ...row, values: {} }
  const { door, doorSinceBlock } = inbox
  const free = door === 'free'
  const reached = doorSinceBlock <= levelBlock
  return {
    ...row,
    match: free && reached ? { eligible: true, reason: 'no_postage_required' } : undefined,
    heldUntilBlock: free && !reached ? doorSinceBlock : undefined,
    values: { door, doorSinceBlock: String(doorSinceBlock), levelBlock: String(levelBlock) },
  }
}
