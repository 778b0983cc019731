import { ponder } from 'ponder:registry'
import { account, accountChange } from 'ponder:schema'

import { accountProofStatus } from '../accountProof.ts'
import { placeOf, sinceOf } from '../place.ts'
import { storable } from '../text.ts'

/** Most bytes of an account's name that the contract lets pass; Postgres keeps no index of much more. */
const MAX_ACCOUNT_LENGTH = 171

ponder.on('InboxRegistry:AccountLinked', async ({ event, context }) => {
  const { inboxId, wallet, proof, account: name } = event.args
  if (name.length > MAX_ACCOUNT_LENGTH) return
  const place = placeOf(event, context)
  const { chainId } = place
  const registry = event.log.address
  const proofStatus = accountProofStatus({ chainId, registry, inboxId, account: name, proof })
  const id = { inboxId, account: storable(name) }
  const given = { wallet, proof, proofStatus }
  await context.db.insert(accountChange).values({ ...place, ...id, ...given, linked: true })

  await context.db
    .insert(account)
    .values({ chainId, ...id, ...given, ...sinceOf(place) })
    .onConflictDoUpdate((known) => ({
      ...given,
      ...(known.proofStatus !== proofStatus && sinceOf(place)),
    }))
})

ponder.on('InboxRegistry:AccountUnlinked', async ({ event, context }) => {
  const { inboxId, wallet, account: name } = event.args
  if (name.length > MAX_ACCOUNT_LENGTH) return
  const place = placeOf(event, context)
  const id = { inboxId, account: storable(name) }
  await context.db.insert(accountChange).values({ ...place, ...id, wallet, linked: false })
  await context.db.delete(account, { chainId: place.chainId, ...id })
})
