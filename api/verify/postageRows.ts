import type { PostageFact } from './facts.ts'
import type { Match, Question, Row, Values } from './row.ts'

// Rows 5 to 7: whether there is postage to judge at all.

export function doorClosed({ request, facts: { inbox, postage } }: Question): Row {
  const closed = inbox?.door === 'closed'
  const postedBefore =
    postage !== null &&
    isForLetter(postage, request) &&
    isPending(postage) &&
    !postage.postedWhileClosed
  return {
    row: 5,
    condition:
      'the door is closed, and no pending postage for this letter was posted while it was not',
    match: closed && !postedBefore ? { eligible: false, reason: 'closed' } : undefined,
    values: () => ({
      door: inbox?.door ?? null,
      ...(postage && { status: postage.status, postedWhileClosed: postage.postedWhileClosed }),
    }),
  }
}

export function namedPostageUnfit(question: Question): Row {
  const { request, facts } = question
  const { postage } = facts
  const { stampId, mailing } = request
  const row = {
    row: 6,
    condition:
      'the named postage is not indexed; or is for another inbox or letter; or the mailing does not have the letter at this index',
  }
  if (stampId === undefined && mailing === undefined)
    return { ...row, values: () => ({ stampId: null }) }
  const named = mailing
    ? { mailingId: mailing.mailingId, index: mailing.index }
    : { stampId: stampId ?? null }
  if (!postage) {
    const match = { eligible: false, reason: 'postage_unknown' } as const
    return { ...row, match, values: () => ({ ...named, indexed: false }) }
  }
  return {
    ...row,
    match: unfit(postage, request),
    values: () => ({ ...named, indexed: true, ...compared(postage, request) }),
  }
}

function unfit(postage: PostageFact, letter: Question['request']): Match | undefined {
  if (isForLetter(postage, letter)) return undefined
  return { eligible: false, reason: postage.kind === 'stamp' ? 'stamp_mismatch' : 'bad_proof' }
}

function compared(postage: PostageFact, letter: Question['request']): Values {
  const { inboxId, letterHash } = letter
  if (postage.kind === 'mailing') {
    return { inboxId, letterHash, count: postage.count, proven: postage.isProven }
  }
  const { inboxId: stampInboxId, letterHash: stampLetterHash } = postage
  return { inboxId, stampInboxId, letterHash, stampLetterHash }
}

export function noPostage(question: Question): Row {
  const { postage, tokens } = question.facts
  return {
    row: 7,
    condition: 'no postage is named, and no stamp was posted for this letter',
    match: missingPostage(question),
    values: () => ({
      found: postage !== null,
      ...(tokens && { acceptsAnyToken: tokens.any, commonTokens: tokens.common.length }),
    }),
  }
}

function missingPostage({ request, facts: { postage, tokens } }: Question): Match | undefined {
  if (request.stampId !== undefined || request.mailing || postage || !tokens) return undefined
  if (!tokens.any) return { eligible: false, reason: 'closed' }
  if (tokens.common.length === 0) return { eligible: false, reason: 'no_common_token' }
  return { eligible: false, reason: 'postage_required' }
}

function isForLetter(postage: PostageFact, letter: Question['request']): boolean {
  if (postage.kind === 'mailing') return postage.isProven
  return postage.inboxId === letter.inboxId && postage.letterHash === letter.letterHash
}

function isPending({ status }: PostageFact): boolean {
  return status === 'open' || status === 'admitted'
}
