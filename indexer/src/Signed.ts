import type { Context, Event } from 'ponder:registry'
import { ponder } from 'ponder:registry'
import { voidedNonce } from 'ponder:schema'

import { placeOf } from './place.ts'

ponder.on('InboxRegistry:NonceVoided', ({ event, context }) =>
  keep(event, context, 'inbox_registry'),
)

ponder.on('PostOffice:NonceVoided', ({ event, context }) => keep(event, context, 'post_office'))

async function keep(
  event: Event<'InboxRegistry:NonceVoided' | 'PostOffice:NonceVoided'>,
  context: Context,
  contract: typeof voidedNonce.$inferSelect.contract,
): Promise<void> {
  const { signer, nonce } = event.args
  await context.db
    .insert(voidedNonce)
    .values({ ...placeOf(event, context), contract, signer, nonce })
}
