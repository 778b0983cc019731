import type { Address, Hex } from 'viem'
import { zeroAddress, zeroHash } from 'viem'
import { isSenderStatementSignature } from '../senderStatementSignature.ts'
import { isSenderStatementInTime } from '../senderStatementTimes.ts'
import { decodedWord } from './decodedWord.ts'
import type { Fact } from './evidence.ts'
import { wordsOf } from './evidence.ts'
import { ProofError } from './ProofError.ts'
import type { ProofQuestion } from './question.ts'
import { storedWord } from './storedWord.ts'

// What a verdict says of the recipient and of who writes.

/** Row 1: the inbox is registered, or for a policy that carries, not. */
export function inboxClaim({ request, verdict, head }: ProofQuestion): Fact {
  const { inboxId } = request
  const [word] = wordsOf(head, storedWord.inbox(inboxId))
  const { registeredAt } = decodedWord.inbox(word)
  const isRegistered = registeredAt !== 0
  if (isRegistered === (verdict.reason === 'unknown_inbox')) {
    throw new ProofError('inbox_mismatch', `${inboxId} was registered at ${registeredAt}`)
  }
  const detail = isRegistered ? `registered at ${registeredAt}` : 'not registered'
  return { about: 'inbox', detail: `${inboxId} is ${detail}` }
}

/** Rows 2 and 8: the inbox denies neither a subject nor the inbox that it is linked to. */
export function deniedClaim({ request, head }: ProofQuestion, subject: Hex, who: string): Fact[] {
  // Both at once: a wallet without an inbox takes no second round.
  if (subject.length !== 66) {
    const link = storedWord.wallet(subject as Address)
    wordsOf(head, link, storedWord.consent(request.inboxId, subject))
  }
  const inbox = inboxOf(head, subject)
  const subjects = inbox && inbox !== subject ? [subject, inbox] : [subject]
  for (const known of subjects) {
    const [word] = wordsOf(head, storedWord.consent(request.inboxId, known))
    if (decodedWord.consent(word) === 'denied') {
      throw new ProofError('sender_denied', `${request.inboxId} denies ${known}`)
    }
  }
  return [{ about: `${who} not denied`, detail: `the inbox denies none of ${subjects.join(', ')}` }]
}

/** What nobody can prove: an inbox may have other wallets, and no word lists them. */
export function siblingsGap({ head }: ProofQuestion, subject: Hex, who: string): Fact[] {
  const inbox = inboxOf(head, subject)
  if (inbox === undefined) return []
  const detail = `that the inbox denies no other wallet of ${inbox}: the chain keeps no list of them`
  return [{ about: `${who} not denied`, detail }]
}

/** Row 3: the inbox allows what is proven of the sender. */
export function allowedClaim(question: ProofQuestion): Fact[] {
  const { request, head } = question
  const { sender } = request
  const identity = provenIdentity(question)
  const inbox = inboxOf(head, sender)
  // A key proves its inbox, and no wallet of it.
  const subjects = identity.isByKey
    ? [identity.inbox]
    : [sender, ...(inbox && inbox !== sender ? [inbox] : [])]
  const words = wordsOf(head, ...subjects.map((it) => storedWord.consent(request.inboxId, it)))
  const allowed = subjects.find((_, i) => decodedWord.consent(words[i] ?? 0n) === 'allowed')
  if (allowed === undefined) {
    throw new ProofError('not_allowed', `${request.inboxId} allows none of ${subjects.join(', ')}`)
  }
  const detail = `the inbox allows ${allowed}`
  return [...identity.facts, { about: 'consent', detail }]
}

/** The inbox that a wallet is linked to, or that an inbox id is; undefined: none. */
function inboxOf(head: ProofQuestion['head'], subject: Hex): Hex | undefined {
  if (subject.length === 66) return subject
  const [link] = wordsOf(head, storedWord.wallet(subject as Address))
  return link === 0n ? undefined : decodedWord.wallet(link)
}

type Identity = { isByKey: false; facts: Fact[] } | { isByKey: true; inbox: Hex; facts: Fact[] }

/** Who the sender is proven to be. */
function provenIdentity(question: ProofQuestion): Identity {
  const { request, now, contracts, chainId, senderKey } = question
  const { senderStatement: statement, inboxId, letterHash, relay } = request
  // The relay's own word goes first: there is nothing to check, and `gapsOf` says so.
  if (request.senderAuthenticated) return { isByKey: false, facts: [] }
  if (!statement) throw new ProofError('sender_unproven', 'there is no statement of the sender')
  if (!isSenderStatementInTime(statement.issuedAt, now)) {
    throw new ProofError('sender_unproven', `the statement is of ${statement.issuedAt}, not of now`)
  }
  const isByKey = statement.wallet === zeroAddress
  const signed = {
    chainId,
    registry: contracts.InboxRegistry,
    statement: { ...statement, inboxId, letterHash, relay },
    signature: statement.signature,
    key: isByKey ? { kind: senderKey?.kind ?? 0, publicKey: bytesOf(senderKey) } : undefined,
  }
  if (isByKey ? statement.keyId === zeroHash : statement.keyId !== zeroHash) {
    throw new ProofError(
      'sender_unproven',
      'the statement names both a key and a wallet, or neither',
    )
  }
  if (!isSenderStatementSignature(signed)) {
    throw new ProofError(
      'sender_unproven',
      'the signature of the statement is not of whom it names',
    )
  }
  return isByKey ? byKey(question, statement) : byWallet(question, statement)
}

type Statement = NonNullable<ProofQuestion['request']['senderStatement']>

function byWallet(
  { request, head }: ProofQuestion,
  { wallet, senderInboxId }: Statement,
): Identity {
  if (request.sender !== wallet) {
    throw new ProofError('sender_unproven', `${wallet} signed, which is not ${request.sender}`)
  }
  if (senderInboxId !== zeroHash && inboxOf(head, wallet) !== senderInboxId) {
    throw new ProofError('sender_unproven', `${wallet} is no wallet of ${senderInboxId}`)
  }
  const fact = { about: 'sender', detail: `${wallet} signed for the letter` }
  return { isByKey: false, facts: [fact] }
}

function byKey({ request, head, now }: ProofQuestion, statement: Statement): Identity {
  const { senderInboxId: inbox, keyId } = statement
  const [keyWord, inboxWord] = wordsOf(head, storedWord.key(inbox, keyId), storedWord.inbox(inbox))
  const key = decodedWord.key(keyWord)
  const { keyEpoch, registeredAt } = decodedWord.inbox(inboxWord)
  const isActive =
    key.addedAt !== 0 &&
    key.revokedAt === 0 &&
    key.epoch === keyEpoch &&
    registeredAt !== 0 &&
    (key.expiresAt === 0 || now < key.expiresAt)
  if (!isActive) throw new ProofError('sender_unproven', `${keyId} is no active key of ${inbox}`)
  if (inboxOf(head, request.sender) !== inbox) {
    throw new ProofError('sender_unproven', `${request.sender} is not of ${inbox}`)
  }
  const detail = `key ${keyId}, active for ${inbox}, signed for the letter`
  return { isByKey: true, inbox, facts: [{ about: 'sender', detail }] }
}

const bytesOf = (key: ProofQuestion['senderKey']): Hex => (key?.publicKey ?? '0x') as Hex
