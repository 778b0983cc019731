import type { ApiSchemas } from '@pennypost/sdk'
import type { Address } from 'viem'
import type { InboxKeys } from '../../keys/useInboxKeys.ts'
import type { Authority } from './authority.ts'

/** An inbox as the connected wallet sees it. */
export type InboxView = {
  inbox: ApiSchemas['Inbox']
  /** The connected wallet. */
  account: Address
  /** What that wallet is to the inbox. */
  authority: Authority
  /** The keys of it that this browser has; they are read, or cannot be. */
  kept: InboxKeys
}
