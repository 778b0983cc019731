import type { Contracts, PennypostClient } from '@pennypost/sdk'
import { getLedgerBalance } from '@pennypost/sdk'
import type { KeptMailing } from './mailingStore.ts'
import { totalOf } from './totalOf.ts'

/** How a mailing is paid: what its sender's balance in the PostOffice has is used first. */
export type Payment = {
  total: bigint
  fromBalance: bigint
  /** From the wallet. */
  rest: bigint
}

/** @param client - Of any node that is trusted. */
export async function paymentOf(
  client: PennypostClient,
  kept: Pick<KeptMailing, 'mailing'>,
  contracts: Contracts,
): Promise<Payment> {
  const { sender: owner, token } = kept.mailing
  const total = totalOf(kept)
  const balance = await getLedgerBalance(client, { owner, token, contracts })
  const rest = total > balance ? total - balance : 0n
  return { total, fromBalance: total - rest, rest }
}
