import type { Caip2 } from '../../../protocol/caip2.ts'
import { toHeaderValue } from '../x402/headerValue.ts'
import type { SettlementResponse } from '../x402/payment.ts'
import { paymentHeaders } from '../x402/payment.ts'
import type { Receipt } from './receipt.ts'

/** To who sends a letter again: the same receipt as before. */
export function acknowledgement(context: { network: Caip2 }, receipt: Receipt): Response {
  const headers = { [paymentHeaders.response]: settlementHeader(context, receipt) }
  return Response.json({ receipt }, { status: 200, headers })
}

/** `PAYMENT-RESPONSE` for a letter that was taken in. */
export function settlementHeader({ network }: { network: Caip2 }, receipt: Receipt): string {
  const { admission, signature, payer, transaction } = receipt
  const settlement: SettlementResponse = {
    ...{ success: true, transaction: transaction ?? '', network },
    ...(payer && { payer }),
    extensions: { 'pennypost-admission': { info: { admission, signature } } },
  }
  return toHeaderValue(settlement)
}
