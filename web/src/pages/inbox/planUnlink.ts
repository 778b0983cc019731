import type { Call, Contracts } from '@pennypost/sdk'
import { revokeKeys, unlinkWallet } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import type { PlannedCall } from '../../acts/plan.ts'
import { plan } from '../../acts/plan.ts'

/** The one transaction that takes a wallet from an inbox, and revokes keys with it. */
export function planUnlink(
  contracts: Contracts,
  { inboxId, wallet, keyIds }: { inboxId: Hex; wallet: Address; keyIds: readonly Hex[] },
): PlannedCall[] {
  if (keyIds.length === 0) return [plan('Unlink the wallet', 'unlinkWallet', { inboxId, wallet })]
  // A wallet that unlinks itself may revoke only before it goes.
  const calls: Call[] = [
    revokeKeys.call(contracts, { inboxId, keyIds }),
    unlinkWallet.call(contracts, { inboxId, wallet }),
  ]
  return [plan('Unlink the wallet and revoke its keys', 'multicallRegistry', { calls })]
}
