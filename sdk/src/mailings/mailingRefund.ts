import type { Mailing } from '../../../protocol/eip712/postOffice.ts'
import type { GetMailingReturnType } from '../actions/getMailing.ts'

/**
 * What is still in escrow of a mailing: what closing it gives back to its sender.
 *
 * @param state - Of `getMailing`.
 * @returns In the token's smallest unit; 0 of one that is not open, or closed already.
 *
 * @example
 * const refund = mailingRefund(mailing, await getMailing(client, { mailingId }))
 */
export function mailingRefund(
  mailing: Mailing,
  state: Pick<GetMailingReturnType, 'status' | 'collected'>,
): bigint {
  const { count, stake, carriage } = mailing
  const { status, collected } = state
  if (status !== 'open' && status !== 'admitted') return 0n
  const stakes = BigInt(count - collected) * stake
  return status === 'open' ? stakes + BigInt(count) * carriage : stakes
}
