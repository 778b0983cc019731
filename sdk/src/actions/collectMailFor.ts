import type { Address, Hex } from 'viem'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'
import { deadlineSeconds } from '../signing/deadlineSeconds.ts'
import type { CollectMailParameters } from './collectMail.ts'

/** What `signCollectMail` returns. */
export type CollectMailForParameters = CollectMailParameters & {
  /** The wallet of the letters' inbox that signed. */
  wallet: Address
  /** Unix seconds: the last at which the signature is good. */
  deadline: number
  signature: Hex
}

/**
 * Takes the stake of letters of a mailing as a wallet of their inbox signed. Anyone may send it. What was collected before is passed over.
 *
 * What came from somebody else is read by `parseSigned` first: its JSON as it came could set gas, fees and contracts too.
 *
 * Source: `PostOffice.collectMailFor`. The claims are those that were signed for, in their order.
 *
 * @throws {ContractRefusalError} `SignatureHasExpired`, `InvalidSignature`, and what `collectMail` is refused with, but for
 * `MailAlreadyCollected`.
 *
 * @example
 * const hash = await collectMailFor(payer, await signCollectMail(wallet, { mailing, claims }))
 */
export const collectMailFor = defineWrite(
  postOffice,
  ({ mailing, claims, wallet, deadline, signature }: CollectMailForParameters) => ({
    functionName: 'collectMailFor',
    args: [mailing, claims, wallet, deadlineSeconds(deadline), signature],
  }),
)
