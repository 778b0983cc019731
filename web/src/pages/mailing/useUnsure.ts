import type { Address } from 'viem'
import { isAddressEqual } from 'viem'
import { useChain } from '../../config/useChain.ts'
import { useEntries } from '../../storage/useEntries.ts'
import { sharedClock } from '../../ui/sharedClock.ts'
import type { KeptMailing } from './mailingStore.ts'
import { mailingStore } from './mailingStore.ts'

/** A mailing of a sender of which nobody knows whether it was paid: the wallet was asked, and the chain has not shown it. */
export function useUnsure(sender: Address): KeptMailing | undefined {
  const { caip2 } = useChain()
  const { entries = [] } = useEntries(mailingStore, caip2)
  return entries
    .map(([, kept]) => kept)
    .find(
      ({ askedAt, isOpen, mailing }) =>
        askedAt !== undefined &&
        !isOpen &&
        isAddressEqual(mailing.sender, sender) &&
        sharedClock.now() < mailing.expiresAt,
    )
}
