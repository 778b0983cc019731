import { rowReached } from '../../../../protocol/verdict/decide.ts'
import type { StampFact } from '../../../../protocol/verdict/facts.ts'
import type { Question } from '../../../../protocol/verdict/row.ts'
import type { InboxState } from '../state/inboxState.ts'
import type { ReplicaState } from '../state/replicaState.ts'
import { payerDenied } from './payerDenied.ts'

/** A stamp, and the row of the table that refuses it; 16: none does. */
type Judged = { stamp: StampFact; reached: number }

/** The row that refuses any stamp while a door is closed: who pays is not asked there. */
const doorRow = 5

/**
 * Puts into a question the stamp that its verdict is about: one that passes if there is any, else the one that gets furthest, and of
 * those the newest. Whoever pays for it must not be denied, if there is another. The API does the same by SQL (api/queries/verifyStamps.ts).
 */
export function chooseStamp(state: ReplicaState, inbox: InboxState, question: Question): void {
  const { facts, request } = question
  const found = state.stamps.byLetter.get(request.letterHash)
  if (!found) return
  if (!Array.isArray(found)) {
    if (found.inboxId === inbox.inboxId) put(state, inbox, question, found)
    return
  }
  let first: Judged | undefined
  let best: Judged | undefined
  for (const stamp of found) {
    if (stamp.inboxId !== inbox.inboxId) continue
    facts.postage = stamp
    const judged = { stamp, reached: rowReached(question) }
    if (isFurther(judged, first)) first = judged
    if (judged.reached === doorRow || !isFurther(judged, best)) continue
    if (payerDenied(state, inbox, stamp.sender, request.sender) === null) best = judged
  }
  facts.postage = null
  const chosen = best ?? first
  if (chosen) put(state, inbox, question, chosen.stamp)
}

/** Puts one stamp into a question, whatever becomes of it. */
export function put(
  state: ReplicaState,
  inbox: InboxState,
  { facts, request }: Question,
  stamp: StampFact,
): void {
  facts.postage = stamp
  facts.payerDenied = payerDenied(state, inbox, stamp.sender, request.sender)
}

function isFurther(a: Judged, b: Judged | undefined): boolean {
  if (!b) return true
  if (a.reached !== b.reached) return a.reached > b.reached
  if (a.stamp.postedBlock !== b.stamp.postedBlock) {
    return a.stamp.postedBlock > b.stamp.postedBlock
  }
  return a.stamp.stampId < b.stamp.stampId
}
