import type { StampFact } from './facts.ts'
import type { Match, Question, Row } from './row.ts'

// Rows 5 to 7: whether there is postage to judge at all.

export function doorClosed({ request, facts: { inbox, stamp } }: Question): Row {
  const closed = inbox?.door === 'closed'
  const postedBefore =
    stamp !== null && isForLetter(stamp, request) && isPending(stamp) && !stamp.postedWhileClosed
  return {
    row: 5,
    condition:
      'the door is closed, and no pending stamp of this letter was posted while it was not',
    match: closed && !postedBefore ? { eligible: false, reason: 'closed' } : undefined,
    values: {
      door: inbox?.door ?? null,
      ...(stamp && { status: stamp.status, postedWhileClosed: stamp.postedWhileClosed }),
    },
  }
}

export function namedStampUnfit({ request, facts: { stamp } }: Question): Row {
  const { stampId, inboxId, letterHash } = request
  const row = {
    row: 6,
    condition: 'the named stamp is not indexed, or is for another inbox or letter',
  }
  if (stampId === undefined) return { ...row, values: { stampId: null } }
  if (!stamp) {
    const match = { eligible: false, reason: 'postage_unknown' } as const
    return { ...row, match, values: { stampId, indexed: false } }
  }
  return {
    ...row,
    match: isForLetter(stamp, request) ? undefined : { eligible: false, reason: 'stamp_mismatch' },
    values: {
      stampId,
      indexed: true,
      inboxId,
      stampInboxId: stamp.inboxId,
      letterHash,
      stampLetterHash: stamp.letterHash,
    },
  }
}

export function noStamp(question: Question): Row {
  const { stamp, tokens } = question.facts
  return {
    row: 7,
    condition: 'no stamp is named, and none was posted for this letter',
    match: missingPostage(question),
    values: {
      found: stamp !== null,
      ...(tokens && { acceptsAnyToken: tokens.any, commonTokens: tokens.common.length }),
    },
  }
}

function missingPostage({ request, facts: { stamp, tokens } }: Question): Match | undefined {
  if (request.stampId !== undefined || stamp || !tokens) return undefined
  if (!tokens.any) return { eligible: false, reason: 'closed' }
  if (tokens.common.length === 0) return { eligible: false, reason: 'no_common_token' }
  return { eligible: false, reason: 'postage_required' }
}

function isForLetter(stamp: StampFact, letter: Question['request']): boolean {
  return stamp.inboxId === letter.inboxId && stamp.letterHash === letter.letterHash
}

function isPending(stamp: StampFact): boolean {
  return stamp.status === 'open' || stamp.status === 'admitted'
}
