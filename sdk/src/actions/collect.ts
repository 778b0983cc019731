import type { Stamp } from '../../../protocol/eip712/postOffice.ts'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'

export type CollectParameters = {
  /** Whole stamps as posted: their hash is checked on chain. What is collected already is passed over. */
  stamps: readonly Stamp[]
}

/**
 * Takes the stake of stamps addressed to the caller's inbox, crediting the inbox's payout.
 *
 * Source: `PostOffice.collect`; invariants 3–5 in docs/protocol.md. For more than some hundred stamps see `collectAll`.
 *
 * @throws {ContractRefusalError} `StampNotPending`, `StampHasExpired` or `NotRecipient`.
 *
 * @example
 * const hash = await collect(client, { stamps: [stamp] })
 */
export const collect = defineWrite(postOffice, ({ stamps }: CollectParameters) => ({
  functionName: 'collect',
  args: [stamps],
}))
