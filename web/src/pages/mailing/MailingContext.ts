import type { ApiClient } from '@pennypost/sdk'
import type { Caip2 } from '../../config/caip2.ts'
import type { NodeClient } from '../../config/NodeClient.ts'
import type { ScopedChain } from '../../config/scopedChain.ts'

/** Whom a mailing asks while it is prepared and sent. */
export type MailingContext = {
  /** Of the site's node. */
  client: NodeClient
  api: ApiClient<Caip2>
  chain: ScopedChain
}

/** How much of something is done. */
export type OnProgress = (done: number) => void
