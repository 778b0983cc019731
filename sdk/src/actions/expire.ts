import type { Stamp } from '../../../protocol/eip712/postOffice.ts'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'

export type ExpireParameters = {
  /** Whole stamps as posted: their hash is checked on chain. What is expired already is passed over. */
  stamps: readonly Stamp[]
}

/**
 * Gives the stake of stamps that nobody answered in time back to their senders, and the carriage too if no relay admitted them. Anyone may.
 *
 * Source: `PostOffice.expire`; invariant 5 in docs/protocol.md. For more than some hundred stamps see `expireAll`.
 *
 * @throws {ContractRefusalError} `StampNotPending` or `StampNotExpired`.
 *
 * @example
 * const hash = await expire(client, { stamps: [stamp] })
 */
export const expire = defineWrite(postOffice, ({ stamps }: ExpireParameters) => ({
  functionName: 'expire',
  args: [stamps],
}))
