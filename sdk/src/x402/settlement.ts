import { fromHeaderValue } from './headerValue.ts'
import type { SettlementResponse } from './payment.ts'
import { paymentHeaders } from './payment.ts'

/** The relay's word on the postage, from its answer; undefined where it says none that can be read. */
export function settlementOf({ headers }: Response): SettlementResponse | undefined {
  const value = headers.get(paymentHeaders.response)
  if (value === null) return undefined
  try {
    const message = fromHeaderValue(paymentHeaders.response, value)
    return typeof message.success === 'boolean' ? (message as SettlementResponse) : undefined
  } catch {
    // The letter's fate is in the status; a receipt that cannot be read is none.
    return undefined
  }
}
