import type { PostageFact } from './facts.ts'
import type { Match, Question, Row, Values } from './row.ts'
import { refusal } from './row.ts'

// Rows 5 to 7: whether there is postage to judge at all.

const closed = refusal('closed')

export const doorClosed: Row = {
  row: 5,
  condition:
    'the door is closed, and no pending postage for this letter was posted while it was not',
  match({ request, facts: { inbox, postage } }) {
    if (inbox?.door !== 'closed') return undefined
    const postedBefore =
      postage !== null &&
      isForLetter(postage, request) &&
      isPending(postage) &&
      !postage.postedWhileClosed
    return postedBefore ? undefined : closed
  },
  values: ({ facts: { inbox, postage } }) => ({
    door: inbox?.door ?? null,
    ...(postage && { status: postage.status, postedWhileClosed: postage.postedWhileClosed }),
  }),
}

const postageUnknown = refusal('postage_unknown')
const stampMismatch = refusal('stamp_mismatch')
const badProof = refusal('bad_proof')

export const namedPostageUnfit: Row = {
  row: 6,
  condition:
    'the named postage is not indexed; or is for another inbox or letter; or the mailing does not have the letter at this index',
  match(question) {
    const { request, facts } = question
    if (!isNamed(request)) return undefined
    const { postage } = facts
    if (!postage) return postageUnknown
    if (isForLetter(postage, request)) return undefined
    return postage.kind === 'stamp' ? stampMismatch : badProof
  },
  values({ request, facts: { postage } }) {
    const { stampId, mailing } = request
    if (!isNamed(request)) return { stampId: null }
    const named = mailing
      ? { mailingId: mailing.mailingId, index: mailing.index }
      : { stampId: stampId ?? null }
    if (!postage) return { ...named, indexed: false }
    return { ...named, indexed: true, ...compared(postage, request) }
  },
}

function compared(postage: PostageFact, letter: Question['request']): Values {
  const { inboxId, letterHash } = letter
  if (postage.kind === 'mailing') {
    return { inboxId, letterHash, count: postage.count, proven: postage.isProven }
  }
  const { inboxId: stampInboxId, letterHash: stampLetterHash } = postage
  return { inboxId, stampInboxId, letterHash, stampLetterHash }
}

const noCommonToken = refusal('no_common_token')
const postageRequired = refusal('postage_required')

export const noPostage: Row = {
  row: 7,
  condition: 'no postage is named, and no stamp was posted for this letter',
  match({ request, facts: { postage, tokens } }): Match | undefined {
    if (isNamed(request) || postage || !tokens) return undefined
    if (!tokens.any) return closed
    return tokens.common.length === 0 ? noCommonToken : postageRequired
  },
  values: ({ facts: { postage, tokens } }) => ({
    found: postage !== null,
    ...(tokens && { acceptsAnyToken: tokens.any, commonTokens: tokens.common.length }),
  }),
}

function isNamed({ stampId, mailing }: Question['request']): boolean {
  return stampId !== undefined || mailing !== undefined
}

function isForLetter(postage: PostageFact, letter: Question['request']): boolean {
  if (postage.kind === 'mailing') return postage.isProven
  return postage.inboxId === letter.inboxId && postage.letterHash === letter.letterHash
}

function isPending({ status }: PostageFact): boolean {
  return status === 'open' || status === 'admitted'
}
