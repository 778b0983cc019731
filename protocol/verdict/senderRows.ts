import type { Hex } from 'viem'
import type { ConsentFact, SenderProof, VerifyFacts } from './facts.ts'
import type { Question, Row } from './row.ts'
import { approval, refusal } from './row.ts'

// Rows 1 to 4: the inbox and its word on the sender. What speaks against counts at the newest block; what speaks for must
// also have held without a break since `levelBlock`.

const unknownRefused = refusal('unknown_inbox')
const unknownCarried = approval('unknown_inbox')

export const unknownInbox: Row = {
  row: 1,
  condition: 'the inbox is not registered on this chain',
  match({ request, facts: { inbox } }) {
    if (inbox) return undefined
    return request.policy?.unknownInbox === 'carry' ? unknownCarried : unknownRefused
  },
  heldUntilBlock: ({ facts: { inbox, levelBlock } }) =>
    inbox ? later(inbox.registeredBlock, levelBlock) : undefined,
  values({ request, facts: { inbox, levelBlock } }) {
    if (!inbox) return { unknownInbox: request.policy?.unknownInbox ?? 'refuse' }
    return { registeredBlock: String(inbox.registeredBlock), levelBlock: String(levelBlock) }
  },
}

const denied = refusal('sender_denied')

export const senderDenied: Row = {
  row: 2,
  condition:
    'the inbox denies the sender as claimed: a wallet, its inbox, or another wallet of that',
  match: ({ facts }) => (facts.denied ? denied : undefined),
  values: ({ request, facts: { denied } }) => ({
    sender: request.sender,
    denied: denied?.subject ?? null,
    ...(denied && { sinceBlock: String(denied.sinceBlock) }),
  }),
}

const allowedSender = approval('consented')

export const consented: Row = {
  row: 3,
  condition: 'the inbox allows the sender, who is proven: the wallet or its inbox, or the inbox',
  match(question) {
    const allowed = allowedFor(question)
    return allowed && allowed.sinceBlock <= question.facts.levelBlock ? allowedSender : undefined
  },
  heldUntilBlock(question) {
    const allowed = allowedFor(question)
    return allowed ? later(allowed.sinceBlock, question.facts.levelBlock) : undefined
  },
  values(question) {
    const { request, facts, proof } = question
    const allowed = allowedFor(question)
    return {
      senderAuthenticated: request.senderAuthenticated === true,
      ...(request.senderStatement && { statement: statementOf(proof) }),
      allowed: (allowed ?? facts.allowed ?? facts.allowedInbox)?.subject ?? null,
      ...(allowed && {
        sinceBlock: String(allowed.sinceBlock),
        levelBlock: String(facts.levelBlock),
      }),
    }
  },
}

/** The allowance of what was proven that has held longest, since both it and the proof hold. */
function allowedFor({ proof, request, facts }: Question): ConsentFact | null {
  const { allowed, allowedInbox }: VerifyFacts = facts
  if (proof.by === null) return null
  if (proof.by !== 'key') return longer(allowed, allowedInbox)
  // A key proves its inbox, and no wallet of it: what is said of a wallet alone is not said of the key.
  const ofInbox = isInboxId(request.sender) ? allowed : allowedInbox
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

const freeOfPostage = approval('no_postage_required')

export const doorFree: Row = {
  row: 4,
  condition: 'the door is free',
  match({ facts: { inbox, levelBlock } }) {
    if (inbox?.door !== 'free') return undefined
    return inbox.doorSinceBlock <= levelBlock ? freeOfPostage : undefined
  },
  heldUntilBlock: ({ facts: { inbox, levelBlock } }) =>
    inbox?.door === 'free' ? later(inbox.doorSinceBlock, levelBlock) : undefined,
  values({ facts: { inbox, levelBlock } }) {
    if (!inbox) return {}
    const { door, doorSinceBlock } = inbox
    return { door, doorSinceBlock: String(doorSinceBlock), levelBlock: String(levelBlock) }
  },
}

/** A block, where a level has not reached it. */
function later(block: number, levelBlock: number): number | undefined {
  return block > levelBlock ? block : undefined
}
