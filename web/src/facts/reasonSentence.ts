import type { Reason } from '@pennypost/sdk'

/** What each reason of a verdict or a quote means to who wants to write. */
const sentences: Readonly<Record<Reason, string>> = {
  paid: 'Postage for this letter is in escrow: it may be carried.',
  consented: 'The inbox allows this sender: the letter is free.',
  no_postage_required: 'The door is free: anyone may write without postage.',
  unknown_inbox: 'This inbox is not registered on this chain.',
  sender_denied: 'The inbox denies this sender: no letter comes through, paid or not.',
  closed: 'The door is closed: this inbox takes no letters from strangers.',
  postage_unknown: 'The named postage is not known yet. If it was just paid, wait a moment.',
  stamp_mismatch: 'The named stamp is for another letter or another inbox.',
  bad_proof: 'The named mailing does not have this letter where it is said to be.',
  postage_required: 'The inbox asks strangers for postage.',
  no_common_token: 'The inbox and the relay take no token in common: choose another relay.',
  wrong_relay: 'The postage names another relay, or none.',
  already_settled: 'The recipient has answered this postage; each letter needs its own.',
  expired: 'The time to answer this postage is over.',
  token_not_accepted: 'The mailing pays in a token that the inbox does not take.',
  stake_too_low: 'The mailing pays less stake than the inbox asks.',
  window_too_short: 'The mailing gives less time to answer than the inbox asks.',
  expiring: 'Too little of the time to answer is left.',
  carriage_too_low: 'The carriage is less than the relay asks.',
  not_final: 'The payment is too new: it counts once more blocks have followed.',
}

/** Why a letter may be carried or not, in a sentence; of a reason that this version does not know, its name. */
export function reasonSentence(reason: string): string {
  const known = Object.hasOwn(sentences, reason) ? sentences[reason as Reason] : undefined
  return known ?? `The API’s reason is “${reason}”.`
}
