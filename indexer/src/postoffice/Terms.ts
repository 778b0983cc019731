import { ponder } from 'ponder:registry'
import {
  consent,
  consentChange,
  doorChange,
  inbox,
  payoutChange,
  terms,
  termsChange,
} from 'ponder:schema'
import { zeroAddress } from 'viem'

import { placeOf, sinceOf } from '../place.ts'

/** The words of `ITerms.Door` and `ITerms.Consent`, in the contract's order. */
const doors = ['free', 'postage', 'closed'] as const
const consents = ['none', 'allowed', 'denied'] as const

ponder.on('PostOffice:TermsSet', async ({ event, context }) => {
  const { inboxId, token, stake, window, relayMayCollect } = event.args
  const place = placeOf(event, context)
  const asked = { stake, window, relayMayCollect }
  await context.db.insert(termsChange).values({ ...place, inboxId, token, ...asked })

  const key = { chainId: place.chainId, inboxId, token }
  const before = (await context.db.find(terms, key)) ?? {
    stake: 0n,
    window: 0,
    relayMayCollect: false,
  }
  const isSame =
    before.stake === stake && before.window === window && before.relayMayCollect === relayMayCollect
  if (isSame) return
  const set = { ...asked, ...sinceOf(place) }
  await context.db
    .insert(terms)
    .values({ ...key, ...set })
    .onConflictDoUpdate(set)
})

ponder.on('PostOffice:DoorSet', async ({ event, context }) => {
  const { inboxId } = event.args
  const door = doors[event.args.door]
  if (!door) return
  const place = placeOf(event, context)
  await context.db.insert(doorChange).values({ ...place, inboxId, door })

  const key = { chainId: place.chainId, inboxId }
  const known = await context.db.find(inbox, key)
  if (!known || known.door === door) return
  await context.db
    .update(inbox, key)
    .set({ door, doorSinceBlock: place.blockNumber, doorSinceTime: place.timestamp })
})

ponder.on('PostOffice:ConsentSet', async ({ event, context }) => {
  const { inboxId, subject } = event.args
  const word = consents[event.args.consent]
  if (!word) return
  const place = placeOf(event, context)
  await context.db.insert(consentChange).values({ ...place, inboxId, subject, consent: word })

  const key = { chainId: place.chainId, inboxId, subject }
  const known = await context.db.find(consent, key)
  if ((known?.consent ?? 'none') === word) return
  const given = { consent: word, ...sinceOf(place) }
  await context.db
    .insert(consent)
    .values({ ...key, ...given })
    .onConflictDoUpdate(given)

  const id = { chainId: place.chainId, inboxId }
  const recipient = await context.db.find(inbox, id)
  // A word that takes none back was preceded by one that gave it.
  if (!recipient || recipient.consentGiven) return
  await context.db.update(inbox, id).set({ consentGiven: true })
})

ponder.on('PostOffice:PayoutSet', async ({ event, context }) => {
  const { inboxId } = event.args
  const payout = event.args.payout === zeroAddress ? null : event.args.payout
  const place = placeOf(event, context)
  await context.db.insert(payoutChange).values({ ...place, inboxId, payout })

  const key = { chainId: place.chainId, inboxId }
  if (await context.db.find(inbox, key)) await context.db.update(inbox, key).set({ payout })
})
