import type { ApiSchemas } from '@pennypost/sdk'
import type { Address } from 'viem'
import { isAddressEqual } from 'viem'

/** What an account is to an inbox. It may be several things, or none. */
export type Authority = {
  isWallet: boolean
  isRecovery: boolean
  isGuardian: boolean
  /** Whether the recovery is being handed to it. */
  isNextRecovery: boolean
}

type Parties = Pick<ApiSchemas['Inbox'], 'wallets' | 'recovery' | 'guardian' | 'recoveryTransfer'>

/**
 * What an account is to an inbox.
 *
 * @param isNextGuardian - Whether the guardian that is named is in office by now: it takes it at its time, whether or not anything happens then.
 */
export function authorityOf(inbox: Parties, account: Address, isNextGuardian: boolean): Authority {
  const is = (other: Address | null | undefined) =>
    other !== null && other !== undefined && isAddressEqual(other, account)
  return {
    isWallet: inbox.wallets.some(({ wallet }) => is(wallet)),
    isRecovery: is(inbox.recovery),
    isGuardian: is(isNextGuardian ? inbox.guardian.next : inbox.guardian.current),
    isNextRecovery: is(inbox.recoveryTransfer?.to),
  }
}
