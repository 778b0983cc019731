import type { ApiSchemas } from '@pennypost/sdk'
import type { Address } from 'viem'
import type { Authority } from './authority.ts'

/** An inbox as the connected wallet sees it. */
export type InboxView = {
  inbox: ApiSchemas['Inbox']
  /** The connected wallet. */
  account: Address
  /** What that wallet is to the inbox. */
  authority: Authority
}
