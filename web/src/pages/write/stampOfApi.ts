import type { ApiSchemas, Stamp } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'

/** A stamp as the contracts take it, of one as the API tells it. */
export function stampOfApi(stamp: ApiSchemas['ListedStamp'] | ApiSchemas['Stamp']): Stamp {
  const { sender, relay, token, inboxId, letterHash, carriage, stake, expiresAt } = stamp
  return {
    ...{ sender: sender as Address, relay: relay as Address, token: token as Address },
    ...{ inboxId: inboxId as Hex, letterHash: letterHash as Hex, expiresAt },
    ...{ carriage: BigInt(carriage), stake: BigInt(stake) },
  }
}
