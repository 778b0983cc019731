import { zeroAddress } from 'viem'
import { decodedWord } from './decodedWord.ts'
import type { Fact } from './evidence.ts'
import { wordsOf } from './evidence.ts'
import { ProofError } from './ProofError.ts'
import type { HeldPostage } from './postageClaims.ts'
import type { ProvenBlock } from './provenBlock.ts'
import type { ProofQuestion } from './question.ts'
import { storedWord } from './storedWord.ts'

// What was in force when the postage was posted. A word that says when it was set shows that too, from the state of a later
// block: what was set in an earlier second than the posting, and never since, was in force then.

/** For how many seconds before a posting a price of the relay still counts. */
const grace = 600

/** Row 5: the door is not closed, or was not when the postage was posted. */
export function doorClaim(question: ProofQuestion, held: HeldPostage): Fact {
  const { request, head } = question
  const [now] = wordsOf(head, storedWord.door(request.inboxId))
  const { door } = decodedWord.door(now)
  if (door !== 'closed') return { about: 'door', detail: `the door is ${door}` }
  for (const block of sincePosting(question, held)) {
    const [word] = wordsOf(block, storedWord.door(request.inboxId))
    const then = decodedWord.door(word)
    if (then.setAt >= held.postedAt) continue
    if (then.door === 'closed')
      throw new ProofError('door_mismatch', 'it was closed then and is now')
    return { about: 'door', detail: `the door was ${then.door} when the postage was posted` }
  }
  throw notShown('the door')
}

/** Rows 12 and 13: a mailing pays what the inbox asks, and enough time is left to answer. */
export function termsClaim(question: ProofQuestion, held: HeldPostage): Fact[] {
  const { request, now } = question
  const facts: Fact[] = []
  let required = request.minSecondsLeft
  if (held.kind === 'mailing' || (!held.isAdmitted && required === undefined)) {
    const terms = termsFor(question, held)
    if (held.kind === 'mailing') facts.push(checkTerms(held, terms))
    required ??= Math.ceil((terms.window * 9) / 10)
  }
  if (held.isAdmitted) return facts
  const left = held.expiresAt - now
  if (left < (required ?? 0)) {
    throw new ProofError('expired', `${left} s are left to answer, and ${required} are needed`)
  }
  return [
    ...facts,
    { about: 'time', detail: `${left} s are left to answer, of ${required} needed` },
  ]
}

type Terms = { stake: bigint; window: number }

/** The terms in force at the posting; for a mailing, if there were none then, those of now. */
function termsFor(question: ProofQuestion, held: HeldPostage): Terms {
  const place = storedWord.terms(question.request.inboxId, held.token)
  for (const block of sincePosting(question, held)) {
    const [word] = wordsOf(block, place)
    const { setAt, ...terms } = decodedWord.terms(word)
    if (setAt >= held.postedAt) continue
    if (terms.stake > 0n || held.kind === 'stamp') return terms
    const [now] = wordsOf(question.head, place)
    return decodedWord.terms(now)
  }
  throw notShown('the terms')
}

function checkTerms({ stake, expiresAt, postedAt, token }: HeldPostage, terms: Terms): Fact {
  const window = expiresAt - postedAt
  if (terms.stake === 0n || stake < terms.stake || window < terms.window) {
    const detail = `${stake} in ${token} for ${window} s, where ${terms.stake} for ${terms.window} s are asked`
    throw new ProofError('below_terms', detail)
  }
  return { about: 'terms', detail: `${terms.stake} for ${terms.window} s are asked` }
}

/** Row 14: the relay has its price. What is proven, and what is not. */
export function carriageClaim(
  question: ProofQuestion,
  held: HeldPostage,
): { facts: Fact[]; gaps: Fact[] } {
  const { relay, token, carriage, postedAt } = held
  if (relay === zeroAddress) return { facts: [], gaps: [] }
  const least = question.request.minCarriage?.get(token)
  if (least !== undefined && carriage < least) {
    throw new ProofError('carriage_too_low', `${carriage} are paid, and at least ${least} wanted`)
  }
  for (const block of [question.head, ...question.past]) {
    const price = priceIn(block, held)
    if (price === undefined || price.amount > carriage) continue
    const facts = [
      { about: 'carriage', detail: `${price.amount} were asked, ${carriage} are paid` },
    ]
    if (isWithinGrace(question, block, postedAt)) return { facts, gaps: [] }
    if (price.setAt > postedAt || block !== question.head) continue
    const detail = 'that the relay was active when the postage was posted; it is now'
    return { facts, gaps: [{ about: 'carriage', detail }] }
  }
  if (least === undefined) throw notShown('a price of the relay that the carriage meets')
  const detail = 'whether the relay asked for more on chain than `minCarriage`'
  const fact = { about: 'carriage', detail: `${carriage} are paid, of ${least} wanted` }
  return { facts: [fact], gaps: [{ about: 'carriage', detail }] }
}

/** What an active relay asks in a block; undefined: nothing, as it does not accept the token. */
function priceIn(block: ProvenBlock, { relay, token }: HeldPostage) {
  const [entryWord, priceWord] = wordsOf(
    block,
    storedWord.relay(relay),
    storedWord.carriage(relay, token),
  )
  const { isActive, registeredAt } = decodedWord.relay(entryWord)
  const { isAccepted, ...price } = decodedWord.carriage(priceWord)
  return isActive && registeredAt !== 0 && isAccepted ? price : undefined
}

/** Whether the state of a block was that of a second from 600 s before the posting to the posting: until its next block. */
function isWithinGrace({ head, past }: ProofQuestion, block: ProvenBlock, postedAt: number) {
  if (block.timestamp > postedAt) return false
  if (block.timestamp >= postedAt - grace) return true
  const next = [head, ...past].find(({ parentHash }) => parentHash === block.hash)
  return next !== undefined && next.timestamp > postedAt - grace
}

/** The blocks in whose state the postage is, the newest first. */
function* sincePosting({ head, past }: ProofQuestion, held: HeldPostage): Generator<ProvenBlock> {
  yield head
  const place = held.kind === 'stamp' ? storedWord.stamp(held.id) : storedWord.mailing(held.id)
  for (const block of past) {
    if (block.timestamp < held.postedAt) continue
    const [word] = wordsOf(block, place)
    if (word !== 0n) yield block
  }
}

const notShown = (what: string) => new ProofError('not_shown', what)
