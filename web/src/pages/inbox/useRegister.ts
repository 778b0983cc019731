import type { KeyPair } from '@pennypost/sdk'
import { canSign } from '@pennypost/sdk'
import type { Address, Hex } from 'viem'
import type { Act } from '../../acts/Act.ts'
import { plan } from '../../acts/plan.ts'
import { useAct } from '../../acts/useAct.ts'
import { useChain } from '../../config/useChain.ts'
import { isMadeHere } from '../../keys/isMadeHere.ts'
import { keyPrefix, keyStore } from '../../keys/keyStore.ts'
import { newInboxKeys } from '../../keys/newInboxKeys.ts'
import { useInboxKeys } from '../../keys/useInboxKeys.ts'
import type { Prices } from './priceChanges.ts'
import { isChange, priceChanges, pricesOfNewInbox } from './priceChanges.ts'
import type { PriceDraft } from './priceDraft.ts'
import { priceWishes, priceWishKey } from './priceWish.ts'
import type { NextInbox } from './useNextInbox.ts'

/**
 * Registers an inbox with keys of this browser, its door and its prices: one transaction where the wallet can batch, else two.
 *
 * The keys are kept before the wallet is asked, and taken again if it is asked anew. The prices are kept until they are on chain.
 */
export function useRegister({
  next,
  recovery,
  draft,
  wanted,
  onDone,
}: {
  next: NextInbox | undefined
  /** The wallet itself unless given. */
  recovery: Address | undefined
  draft: PriceDraft
  wanted: Prices | undefined
  onDone(): void
}): Act {
  const { caip2 } = useChain()
  const kept = useInboxKeys(next?.inboxId)
  return useAct({
    async run({ chain, send, step }) {
      if (!next || !wanted) return
      const { inboxId, inboxNonce } = next
      const { contracts, id: chainId } = chain
      const { planPrices } = await import('./planPrices.ts')
      const { keyInputsOf } = await import('./keyInputsOf.ts')
      step('Make keys in this browser')
      const pairs = await keysOf(inboxId)
      const changes = priceChanges(inboxId, pricesOfNewInbox, wanted)
      const wish = priceWishKey(caip2, inboxId)
      if (isChange(changes)) await priceWishes.set(wish, draft)
      else await priceWishes.delete(wish)
      const keys = keyInputsOf(pairs, { chainId, inboxId, contracts })
      await send([
        plan('Register the inbox', 'registerInbox', { inboxNonce, recovery, keys }),
        ...planPrices(contracts, inboxId, changes),
      ])
      await priceWishes.delete(wish)
    },
    done: 'Your inbox is there.',
    onDone,
  })

  /** Those of an earlier try, else new ones, which are kept before anything else. */
  async function keysOf(inboxId: Hex): Promise<readonly KeyPair[]> {
    const entries = await keyStore.entries(keyPrefix(caip2, inboxId))
    const found = entries.filter(([, key]) => isMadeHere(key)).map(([, { pair }]) => pair)
    const isWhole = [true, false].every((signs) =>
      found.some(({ kind }) => canSign(kind) === signs),
    )
    if (isWhole) return found
    const { signing, sealing } = await newInboxKeys()
    await kept.add(signing, sealing)
    return [signing, sealing]
  }
}
