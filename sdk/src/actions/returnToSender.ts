import type { Stamp } from '../../../protocol/eip712/postOffice.ts'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'

export type ReturnToSenderParameters = {
  /** Whole stamps as posted: their hash is checked on chain. What is returned already is passed over. */
  stamps: readonly Stamp[]
}

/**
 * Gives the stake of stamps addressed to the caller's inbox back to their senders. The relay keeps its carriage.
 *
 * Source: `PostOffice.returnToSender`; invariants 3–5 in docs/protocol.md. For more than some hundred stamps see `returnAll`.
 *
 * @throws {ContractRefusalError} `StampNotPending`, `StampHasExpired` or `NotRecipient`.
 *
 * @example
 * const hash = await returnToSender(client, { stamps: [stamp] })
 */
export const returnToSender = defineWrite(postOffice, ({ stamps }: ReturnToSenderParameters) => ({
  functionName: 'returnToSender',
  args: [stamps],
}))
