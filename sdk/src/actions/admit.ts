import type { Stamp } from '../../../protocol/eip712/postOffice.ts'
import { defineWrite } from '../chain/defineWrite.ts'
import { postOffice } from '../chain/postOffice.ts'

export type AdmitParameters = {
  /** Whole stamps as posted: their hash is checked on chain. Those whose carriage the relay has already are passed over. */
  stamps: readonly Stamp[]
}

/**
 * Takes the carriage of stamps that name the caller as their relay, by which it says that it carries their letters.
 *
 * Source: `PostOffice.admit`. For more than some hundred stamps see `admitAll`.
 *
 * @throws {ContractRefusalError} `NotRelay`, `StampNotPending` or `StampHasExpired`.
 *
 * @example
 * const hash = await admit(relay, { stamps: [stamp] })
 */
export const admit = defineWrite(postOffice, ({ stamps }: AdmitParameters) => ({
  functionName: 'admit',
  args: [stamps],
}))
