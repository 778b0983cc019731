import type { ReactNode } from 'react'
import { useEffect } from 'react'
import { useChain } from '../../config/useChain.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import type { InboxView } from './inboxView.ts'
import { isChange, priceChanges } from './priceChanges.ts'
import type { PriceDraft } from './priceDraft.ts'
import { readDraft } from './priceDraft.ts'
import { pricesOf } from './pricesOf.ts'
import { priceWishes, priceWishKey } from './priceWish.ts'
import { refusalFor } from './refusalFor.ts'
import { SendForm } from './SendForm.tsx'
import { useSending } from './useSending.ts'

/** What was chosen on registering and did not get on chain: offered again, until it is set or forgotten. */
export function PriceNudge({
  view,
  wish,
}: {
  view: InboxView
  wish: PriceDraft | undefined
}): ReactNode {
  const { inbox, authority } = view
  const { inboxId } = inbox
  const key = priceWishKey(useChain().caip2, inboxId)
  const { wanted } = wish ? readDraft(wish) : {}
  const changes = wanted && priceChanges(inboxId, pricesOf(inbox), wanted)
  const isOpen = changes !== undefined && isChange(changes)
  const forget = () => void priceWishes.delete(key).catch(() => undefined)
  useEffect(() => {
    if (wish && !isOpen) void priceWishes.delete(key).catch(() => undefined)
  }, [wish, isOpen, key])
  const act = useSending({
    async calls(contracts) {
      const { planPrices } = await import('./planPrices.ts')
      return changes ? planPrices(contracts, inboxId, changes) : []
    },
    done: 'Strangers meet that from now on.',
    onDone: forget,
  })
  if (!isOpen || refusalFor('setPrice', authority) !== undefined) return null
  return (
    <Notice
      tone="warn"
      title="Your inbox is there, and its price is not set yet"
      action={
        <>
          <SendForm act={act} label="Set what you chose" />
          <Button kind="quiet" disabled={act.isBusy} onClick={forget}>
            Leave it as it is
          </Button>
        </>
      }
    >
      You chose it when you registered. Until it is set, the door is {inbox.door}.
    </Notice>
  )
}
