import type { Verdict, VerdictItem } from '../../protocol/wire/verify.ts'
import { asOfExample, stampExample } from '../examples.ts'

const { stampId, sender, relay, token, inboxId, letterHash } = stampExample
const { carriage, stake, expiresAt, window, status } = stampExample
const { postedBlock, postedBlockHash, postedAt } = stampExample

/** The letter that `stampExample` pays for. */
export const verifyItemExample = { inboxId, sender, letterHash, relay }

export const verdictItemExample: VerdictItem = {
  eligible: true,
  reason: 'paid',
  postage: {
    ...{ stampId, sender, relay, token, carriage, stake, expiresAt, window, status },
    ...{ postedBlock, postedBlockHash, postedAt, confirmations: 3 },
  },
  consent: 'none',
  senderProof: 'unverified',
  validForSeconds: 1,
}

export const verdictExample: Verdict = { ...verdictItemExample, asOf: asOfExample }
