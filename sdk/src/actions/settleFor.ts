import type { Address, Hex } from 'viem'
import type { Stamp } from '../../../protocol/eip712/postOffice.ts'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'

/** What `signAnswer` returns. */
export type SettleForParameters = {
  /** Exactly those that were signed for, in their order, all to the wallet's inbox. */
  stamps: readonly Stamp[]
  /** True to collect, false to return to sender. */
  collect: boolean
  /** The wallet of the inbox that signed. */
  wallet: Address
  signature: Hex
}

/**
 * Answers stamps as a wallet of their inbox signed. Anyone may send it. What has an outcome, or is past its expiry, is passed over.
 *
 * What came from somebody else is read by `parseSigned` first: its JSON as it came could set gas, fees and contracts too.
 *
 * Source: `PostOffice.settleFor`. There is no nonce and no deadline: each stamp can be answered once.
 *
 * @throws {ContractRefusalError} `InvalidSignature` or `NotRecipient`.
 *
 * @example
 * const hash = await settleFor(payer, await signAnswer(wallet, { stamps, collect: true }))
 */
export const settleFor = defineWrite(
  postOffice,
  ({ stamps, collect, wallet, signature }: SettleForParameters) => ({
    functionName: 'settleFor',
    args: [stamps, collect, wallet, signature],
  }),
)
