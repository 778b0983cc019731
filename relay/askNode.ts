import type { CheckSessionParameters, PennypostClient } from '@pennypost/sdk'
import { isActiveKey, isWalletOf, keyIdOf } from '@pennypost/sdk'
import type { Hex } from 'viem'

/**
 * Answers whose a key or a wallet is by the relay's own node, in place of an API: strangers ask for sessions as often as they like, and
 * letters are judged by what the API allows the relay. One call each.
 *
 * @throws What the client throws: nobody can say.
 */
export function askNode(client: PennypostClient, inboxId: Hex): CheckSessionParameters['api'] {
  return {
    async verifyKey({ kind, publicKey }) {
      const isActive = await isActiveKey(client, { inboxId, keyId: keyIdOf(kind, publicKey) })
      return { statusNow: isActive ? 'active' : null }
    },
    async findInboxes({ wallet }) {
      const isLinked = await isWalletOf(client, { inboxId, wallet })
      return { inboxes: isLinked ? [{ inboxId }] : [] }
    },
  }
}
