import type { GetMailingReturnType, Mailing } from '@pennypost/sdk'

/** What is still in escrow of a mailing, in the token's smallest unit: what closing it gives back to its sender. */
export function refundOf(
  { count, stake, carriage }: Mailing,
  { status, collected }: Pick<GetMailingReturnType, 'status' | 'collected'>,
): bigint {
  if (status !== 'open' && status !== 'admitted') return 0n
  const stakes = BigInt(count - collected) * stake
  return status === 'open' ? stakes + BigInt(count) * carriage : stakes
}
