import type { Contracts, PennypostClient, StampStatus } from '@pennypost/sdk'
import { getStampStatus } from '@pennypost/sdk'
import type { Hex } from 'viem'

/** What the chain has of a stamp. */
export async function stampStatusOf(
  client: PennypostClient,
  parameters: { stampId: Hex; contracts: Contracts },
): Promise<StampStatus> {
  return (await getStampStatus(client, parameters)).status
}
