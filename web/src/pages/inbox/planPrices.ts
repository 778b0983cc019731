import type { Call, Contracts } from '@pennypost/sdk'
import { setDoor, setTerms } from '@pennypost/sdk'
import type { Hex } from 'viem'
import type { PlannedCall } from '../../acts/plan.ts'
import { plan } from '../../acts/plan.ts'
import type { PriceChanges } from './priceChanges.ts'

/**
 * The one transaction that changes prices and door, whatever the wallet can; none if nothing changes.
 */
export function planPrices(
  contracts: Contracts,
  inboxId: Hex,
  { terms, door }: PriceChanges,
): PlannedCall[] {
  const [first, ...others] = terms
  if (door !== undefined && !first) return [plan('Set the door', 'setDoor', { inboxId, door })]
  if (first && others.length === 0 && door === undefined) {
    return [plan(first.stake === 0n ? 'Remove the price' : 'Set the price', 'setTerms', first)]
  }
  const calls: Call[] = terms.map((each) => setTerms.call(contracts, each))
  if (door !== undefined) calls.push(setDoor.call(contracts, { inboxId, door }))
  if (calls.length === 0) return []
  return [plan('Set prices and door', 'multicallPostOffice', { calls })]
}
