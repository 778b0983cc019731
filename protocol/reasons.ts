/**
 * Every reason of a verdict, with what to do about it. A reason is never given another meaning. More may be added: take
 * one that you do not know as not eligible.
 */
export const reasons = {
  paid: 'Postage for this letter is in escrow. Admit it, then carry the letter.',
  consented: 'The inbox allows this sender. Carry the letter; no postage is needed.',
  no_postage_required: 'The inbox takes letters from strangers free of postage. Carry the letter.',
  unknown_inbox:
    'The inbox is not registered on this chain, so nothing is known of what it asks. Whether to carry is your own policy.',
  sender_denied:
    'The inbox denies this sender, or who pays for it. Do not carry; other postage from the same payer does not help.',
  closed: 'The inbox takes no letters from strangers, or no token as postage. Do not carry.',
  postage_unknown:
    'The named postage is not indexed. Ask again after `retryAfterSeconds`; if it stays unknown, it was never posted, or called off before it was: of a stamp, `GET /v1/stamps/{stampId}` then says `voided`.',
  stamp_mismatch:
    'The named stamp is for another inbox or another letter. Name the one posted for this letter.',
  bad_proof:
    'The named mailing does not have this letter at this index: the index is not below its count, or the proof does not lead to its root.',
  postage_required: 'No postage was posted for this letter. Post what one entry of `quote` asks.',
  no_common_token:
    'The inbox and the relay share no token. Choose a relay that accepts one of the inbox, or name one in `minCarriage`.',
  wrong_relay:
    'The postage names another relay, or none. Post for the relay that shall carry, or ask with `acceptUnpaidCarriage`.',
  already_settled: 'The recipient has answered this postage. Each letter needs its own.',
  expired: 'The time to answer this postage is over. Post anew.',
  token_not_accepted:
    'The mailing pays in a token that the inbox accepted neither when it was opened nor does now. Post a stamp.',
  stake_too_low:
    'The stake of each letter of the mailing is below what the inbox asked when it was opened. Post a stamp.',
  window_too_short:
    'The mailing gave less time to answer than the inbox asked when it was opened. Post a stamp.',
  expiring: 'Too little of the time to answer is left for the recipient. Post anew.',
  carriage_too_low:
    'The carriage is below what the relay asked when the postage was posted, or below `minCarriage`. Post anew with enough.',
  not_final:
    'What would make the letter eligible is too new for the finality asked for. Ask again after `retryAfterSeconds`.',
} as const satisfies Record<string, string>

/** Why a letter may be carried, or may not. */
export type Reason = keyof typeof reasons

export const reasonCodes = Object.keys(reasons) as [Reason, ...Reason[]]
