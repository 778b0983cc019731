import type { Address, Hex } from 'viem'
import type { InboxState } from '../state/inboxState.ts'
import type { ReplicaState } from '../state/replicaState.ts'
import { deniedAmong } from './wordOn.ts'

/** A subject that an inbox denies among a payer, its inbox and that one's wallets; of who sends that is known already. */
export function payerDenied(
  state: ReplicaState,
  inbox: InboxState,
  payer: Address,
  sender: Hex,
): Hex | null {
  if (!inbox.row?.consentGiven || !inbox.consents || payer === sender) return null
  return deniedAmong(inbox, payer, state.links.get(payer)?.inbox)?.subject ?? null
}
