import type { ApiClient, Contracts, PennypostClient } from '@pennypost/sdk'
import { letterHash } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import type { Caip2 } from '../config/caip2.ts'
import type { SiteRelay } from '../relays/SiteRelay.ts'
import { LetterRefusedError } from './letterProblems.ts'
import type { AgreedPrice, OwnLetter } from './OwnLetter.ts'
import { ownLetterKey, ownLetterStore } from './ownLetterStore.ts'
import { sealFor } from './sealFor.ts'

/**
 * Seals a letter and keeps it here, so that it can be sent: nothing of it has left the browser yet.
 *
 * @returns Its name in the store.
 * @throws {StorageError} The browser keeps nothing: then nothing may be paid for it.
 * @throws What `sealFor` throws.
 */
export async function newLetter(parameters: {
  chain: { id: number; caip2: Caip2; contracts: Contracts }
  client: PennypostClient
  api: ApiClient<Caip2>
  inboxId: Hex
  to: string
  wallet: Address
  relay: SiteRelay
  text: string
  isSigned: boolean
  price: AgreedPrice | undefined
}): Promise<OwnLetter> {
  const { chain, client, api, inboxId, to, wallet, relay, text, isSigned, price } = parameters
  const { sealed, keyCount } = await sealFor({ chain, client, api, inboxId, text })
  const { maxLetterBytes } = relay.limits
  if (sealed.length > maxLetterBytes)
    throw new LetterRefusedError(
      `Sealed, the letter is ${sealed.length} bytes, and this relay takes ${maxLetterBytes}. Shorten it, or choose another relay.`,
      { mayPass: false },
    )
  const letter: OwnLetter = {
    ...{ letterHash: letterHash(sealed), chain: chain.caip2, inboxId, to, wallet },
    ...{ relay: relay.relay, relayUrl: relay.url, text, sealed, keyCount, isSigned, price },
    createdAt: Math.floor(Date.now() / 1_000),
  }
  await ownLetterStore.set(ownLetterKey(letter), letter)
  return letter
}
