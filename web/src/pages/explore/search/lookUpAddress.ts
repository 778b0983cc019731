import type { Address } from 'viem'
import type { Found } from './Found.ts'
import type { Place, Sources } from './lookUp.ts'
import { unlessMissing } from './unlessMissing.ts'

/** What an address may be. A wallet's page tells all that is known of any address. */
export function lookUpAddress(address: Address, { api, signal }: Sources): readonly Place[] {
  const options = { signal }
  const relay = unlessMissing(api.getRelay({ address, limit: 1 }, options))
  // A relay is looked up as one; what it is besides says so.
  const wallet = async (words: string): Promise<readonly Found[]> => {
    const isRelay = (await relay.catch(() => undefined)) !== undefined
    const because = isRelay ? { because: 'The relay’s own wallet, at the same address' } : {}
    return [{ kind: 'wallet', id: address, words, ...because }]
  }
  return [
    {
      lookedFor: 'a relay',
      async look() {
        const answer = await relay
        if (!answer) return []
        const words = answer.relay.active ? 'Relay' : 'Relay, closed'
        return [{ kind: 'relay', id: address, words }]
      },
    },
    {
      lookedFor: 'a wallet that has an inbox, paid for letters or has a balance',
      async look() {
        const [found, account, sent] = await Promise.all([
          api.findInboxes({ wallet: address, limit: 1 }, options),
          api.getAccount({ address, limit: 1 }, options),
          api.listSenderStamps({ address, limit: 1 }, options),
        ])
        if (found.inboxes.length > 0) return wallet('Wallet with an inbox')
        if (sent.stamps.length > 0) return wallet('Wallet that paid for letters')
        return account.balances.length > 0 ? wallet('Wallet with a balance') : []
      },
    },
  ]
}
