import { zeroAddress } from 'viem'
import { decodedWord } from './decodedWord.ts'
import type { Fact, Wanted } from './evidence.ts'
import { WordsMissing, wordsOf } from './evidence.ts'
import { ProofError } from './ProofError.ts'
import { carriageClaim, doorClaim, termsClaim } from './pastClaims.ts'
import { heldPostage } from './postageClaims.ts'
import type { ProofQuestion } from './question.ts'
import { allowedClaim, deniedClaim, inboxClaim, siblingsGap } from './senderClaims.ts'
import { storedWord } from './storedWord.ts'

export type Support =
  | { proven: Fact[]; unproven: Fact[]; missing?: undefined }
  /** Words that must be proven too; with them there may be more. */
  | { missing: Wanted[] }

/**
 * Whether what is proven supports an eligible verdict: derives it anew, row by row, from nothing but proven words, the
 * request and the time.
 *
 * @throws {ProofError} It does not.
 */
export function supportOf(question: ProofQuestion): Support {
  const proven: Fact[] = []
  const unproven: Fact[] = [...gapsOf(question)]
  const missing: Wanted[] = []
  /** A claim that lacks words speaks in the next round; the others go on. */
  const claim = <T>(make: () => T): T | undefined => {
    try {
      return make()
    } catch (error) {
      if (!(error instanceof WordsMissing)) throw error
      missing.push(...error.wanted)
      return undefined
    }
  }
  const add = (make: () => Fact[]) => proven.push(...(claim(make) ?? []))
  const addGap = (make: () => Fact[]) => unproven.push(...(claim(make) ?? []))

  const { verdict, request } = question
  add(() => [inboxClaim(question)])
  if (verdict.reason === 'unknown_inbox') {
    if (request.policy?.unknownInbox !== 'carry') {
      throw new ProofError(
        'inbox_mismatch',
        'the request does not say to carry for unknown inboxes',
      )
    }
    return missing.length > 0 ? { missing } : { proven, unproven }
  }
  add(() => deniedClaim(question, request.sender, 'sender'))
  addGap(() => siblingsGap(question, request.sender, 'sender'))
  if (verdict.reason === 'consented') add(() => allowedClaim(question))
  else if (verdict.reason === 'no_postage_required') add(() => [freeDoorClaim(question)])
  else if (verdict.reason === 'paid') addPostage()
  else throw new ProofError('malformed', `${verdict.reason} is no reason to carry`)
  return missing.length > 0 ? { missing: distinct(missing) } : { proven, unproven }

  function addPostage() {
    const held = claim(() => heldPostage(question))
    if (!held) return
    proven.push(...held.facts)
    add(() => deniedClaim(question, held.payer, 'payer'))
    addGap(() => siblingsGap(question, held.payer, 'payer'))
    add(() => [doorClaim(question, held)])
    add(() => termsClaim(question, held))
    const carriage = claim(() => carriageClaim(question, held))
    proven.push(...(carriage?.facts ?? []))
    unproven.push(...(carriage?.gaps ?? []))
    if (held.relay === zeroAddress) {
      unproven.push({ about: 'carriage', detail: 'a carriage: this postage pays none' })
    }
  }
}

/** Row 4. */
function freeDoorClaim({ head, request }: ProofQuestion): Fact {
  const [word] = wordsOf(head, storedWord.door(request.inboxId))
  const { door } = decodedWord.door(word)
  if (door !== 'free') throw new ProofError('door_mismatch', `the door is ${door}`)
  return { about: 'door', detail: 'the door is free' }
}

/** What a verdict may rest on that no proof of state can show. */
function gapsOf({ request, verdict }: ProofQuestion): Fact[] {
  const { finality = 'latest', minConfirmations = 1, senderAuthenticated } = request
  const gaps: Fact[] = []
  if (finality !== 'latest' || minConfirmations > 1) {
    const detail =
      'since which block it has been so: see that the trusted block is as final as you need, or ask for a proof again once it is'
    gaps.push({ about: 'finality', detail })
  }
  if (verdict.reason === 'consented' && senderAuthenticated) {
    gaps.push({ about: 'sender', detail: 'that the sender wrote the letter: the relay says so' })
  }
  return gaps
}

function distinct(wanted: readonly Wanted[]): Wanted[] {
  const keys = wanted.map(({ block, word }) => `${block.hash} ${word.contract} ${word.slot}`)
  return wanted.filter((_, i) => keys.indexOf(keys[i] ?? '') === i)
}
