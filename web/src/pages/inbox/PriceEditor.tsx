import type { ApiSchemas } from '@pennypost/sdk'
import type { ReactNode } from 'react'
import styles from './Editable.module.css'
import { PriceForm } from './PriceForm.tsx'
import { isChange, priceChanges } from './priceChanges.ts'
import type { PriceDraft } from './priceDraft.ts'
import { draftOf } from './priceDraft.ts'
import { pricesOf } from './pricesOf.ts'
import { SendForm } from './SendForm.tsx'
import { usePriceDraft } from './usePriceDraft.ts'
import { useSending } from './useSending.ts'
import { WithTokens } from './WithTokens.tsx'

/** Changes door and prices, in one transaction. */
export function PriceEditor({
  inbox,
  close,
}: {
  inbox: ApiSchemas['Inbox']
  close(): void
}): ReactNode {
  return (
    <WithTokens addresses={inbox.terms.map(({ token }) => token)}>
      {(tokenOf) => (
        <Editor inbox={inbox} close={close} start={draftOf(pricesOf(inbox), tokenOf)} />
      )}
    </WithTokens>
  )
}

function Editor({
  inbox,
  start,
  close,
}: {
  inbox: ApiSchemas['Inbox']
  start: PriceDraft
  close(): void
}): ReactNode {
  const state = usePriceDraft(start)
  const { inboxId } = inbox
  const changes = state.wanted && priceChanges(inboxId, pricesOf(inbox), state.wanted)
  const act = useSending({
    async calls(contracts) {
      const { planPrices } = await import('./planPrices.ts')
      return changes ? planPrices(contracts, inboxId, changes) : []
    },
    done: 'Strangers meet that from now on.',
    onDone: close,
  })
  return (
    <SendForm
      act={act}
      label="Save door and price"
      isReady={changes !== undefined && isChange(changes)}
      onCancel={close}
    >
      <fieldset disabled={act.isBusy} className={styles.plain}>
        <PriceForm state={state} />
      </fieldset>
    </SendForm>
  )
}
