import { ponder } from 'ponder:registry'
import { carriage, carriageChange, relay, relayChange } from 'ponder:schema'

import { extend } from './carriage.ts'
import { placeOf, sinceOf } from './place.ts'
import { storable } from './text.ts'

ponder.on('RelayRegistry:RelayRegistered', async ({ event, context }) => {
  const { relay: id, signer } = event.args
  const place = placeOf(event, context)
  const entry = { relay: id, signer, endpoint: storable(event.args.endpoint), active: true }
  await context.db.insert(relayChange).values({ ...place, ...entry })
  await context.db.insert(relay).values({
    chainId: place.chainId,
    ...entry,
    ...sinceOf(place),
    registeredBlock: place.blockNumber,
    registeredAt: place.timestamp,
    activeTimeline: extend([], place.timestamp, true),
  })
})

ponder.on('RelayRegistry:RelaySignerSet', async ({ event, context }) => {
  const { relay: id, signer } = event.args
  const place = placeOf(event, context)
  await context.db.insert(relayChange).values({ ...place, relay: id, signer })
  const known = { chainId: place.chainId, relay: id }
  if (await context.db.find(relay, known)) await context.db.update(relay, known).set({ signer })
})

ponder.on('RelayRegistry:RelayEndpointSet', async ({ event, context }) => {
  const { relay: id } = event.args
  const place = placeOf(event, context)
  const endpoint = storable(event.args.endpoint)
  await context.db.insert(relayChange).values({ ...place, relay: id, endpoint })
  const known = { chainId: place.chainId, relay: id }
  if (await context.db.find(relay, known)) await context.db.update(relay, known).set({ endpoint })
})

ponder.on('RelayRegistry:RelayActiveSet', async ({ event, context }) => {
  const { relay: id, active } = event.args
  const place = placeOf(event, context)
  await context.db.insert(relayChange).values({ ...place, relay: id, active })

  const known = await context.db.find(relay, { chainId: place.chainId, relay: id })
  if (!known || known.active === active) return
  await context.db.update(relay, { chainId: place.chainId, relay: id }).set({
    active,
    ...sinceOf(place),
    activeTimeline: extend(known.activeTimeline, place.timestamp, active),
  })
})

ponder.on('RelayRegistry:RelayCarriageSet', async ({ event, context }) => {
  const { relay: id, token, amount, accepted } = event.args
  const place = placeOf(event, context)
  await context.db.insert(carriageChange).values({ ...place, relay: id, token, amount, accepted })

  const key = { chainId: place.chainId, relay: id, token }
  const known = await context.db.find(carriage, key)
  const before = known ?? { amount: 0n, accepted: false, priceTimeline: [] }
  if (before.amount === amount && before.accepted === accepted) return
  const asked = {
    amount,
    accepted,
    ...sinceOf(place),
    priceTimeline: extend(before.priceTimeline, place.timestamp, accepted ? `${amount}` : null),
  }
  await context.db
    .insert(carriage)
    .values({ ...key, ...asked })
    .onConflictDoUpdate(asked)
})
