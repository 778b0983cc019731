import type { Address } from 'viem'
import type { MailingFact } from '../../../../protocol/verdict/facts.ts'
import { verifyMailProof } from '../../../../protocol/verifyMailProof.ts'
import type { VerifyItem } from '../../../../protocol/wire/verify.ts'
import type { InboxState, Place } from '../state/inboxState.ts'
import { byPlace, byToken } from '../state/inboxState.ts'
import type { MailingRow, MailingState } from '../state/mailingState.ts'
import { findSorted, placeOf } from '../state/sortedList.ts'

/** The letter of a mailing that a request names, held against the terms and the door at the place where the mailing was opened. */
export function mailingFact(
  { row, collected }: MailingState,
  inbox: InboxState,
  { inboxId, letterHash }: VerifyItem,
  { mailingId, index, proof }: NonNullable<VerifyItem['mailing']>,
): MailingFact | null {
  if (!row) return null
  const { sender, relay, token, root, carriage, stake, count, expiresAt, carriageAsked } = row
  const asked = askedTerms(inbox, row)
  return {
    ...{ kind: 'mailing', mailingId, index, count },
    isProven: verifyMailProof({ root, count, index, inboxId, letterHash, proof }),
    ...{ sender, relay, token, carriage, stake, expiresAt, carriageAsked },
    status: collected?.has(index) ? 'collected' : row.status,
    postedBlock: row.opened.block,
    postedBlockHash: row.openedBlockHash,
    postedAt: row.openedAt,
    postedWhileClosed: doorBefore(inbox, row.opened) === 'closed',
    asked: asked && { when: asked.when, stake: asked.stake, window: asked.window },
    window: asked?.window ?? 0,
    sinceBlock: Math.max(row.opened.block, asked?.sinceBlock ?? 0),
  }
}

/** What the inbox asked then; if it did not accept the token, what it asks now. */
function askedTerms(inbox: InboxState, { token, opened }: MailingRow) {
  const then = termsBefore(inbox, token, opened)
  if (then && then.stake > 0n) return { ...then, when: 'then', sinceBlock: 0 } as const
  const terms = findSorted(inbox.terms ?? [], { token }, byToken)
  return terms && terms.stake > 0n ? ({ ...terms, when: 'now' } as const) : null
}

function termsBefore({ termsChanges = [] }: InboxState, token: Address, place: Place) {
  for (let at = placeOf<Place>(termsChanges, place, byPlace) - 1; at >= 0; at--) {
    if (termsChanges[at]?.token === token) return termsChanges[at]
  }
  return undefined
}

function doorBefore({ doorChanges = [] }: InboxState, place: Place) {
  return doorChanges[placeOf<Place>(doorChanges, place, byPlace) - 1]?.door
}
