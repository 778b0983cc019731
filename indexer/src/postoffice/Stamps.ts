import type { Context, Event } from 'ponder:registry'
import { ponder } from 'ponder:registry'
import { inbox, stamp, stampStep, terms, voidedStamp } from 'ponder:schema'
import type { Hex } from 'viem'
import { zeroAddress } from 'viem'

import { askedCarriage } from '../askedCarriage.ts'
import { placeOf } from '../place.ts'

ponder.on('PostOffice:StampPosted', async ({ event, context }) => {
  const { inboxId, token } = event.args
  const place = placeOf(event, context)
  const { chainId } = place
  const asked = await context.db.find(terms, { chainId, inboxId, token })
  const recipient = await context.db.find(inbox, { chainId, inboxId })
  await context.db.insert(stamp).values({
    chainId,
    ...event.args,
    status: 'open',
    postedBlock: place.blockNumber,
    postedBlockHash: event.block.hash,
    postedAt: place.timestamp,
    postedTx: place.transaction,
    window: asked?.window ?? 0,
    relayMayCollect: asked?.relayMayCollect ?? false,
    postedWhileClosed: recipient?.door === 'closed',
    ...(await askedCarriage(context, place, event.args)),
    carriagePaid: false,
    settledAt: null,
  })
  await addStep(event, context, { step: 'posted', stakeTo: null, carriageTo: null })
})

ponder.on('PostOffice:StampVoided', async ({ event, context }) => {
  const blockHash = event.block.hash
  await context.db
    .insert(voidedStamp)
    .values({ ...placeOf(event, context), blockHash, ...event.args })
})

ponder.on('PostOffice:StampAdmitted', async ({ event, context }) => {
  const { stampId, relay } = event.args
  await update(context, stampId, { status: 'admitted', carriagePaid: true })
  await addStep(event, context, { step: 'admitted', stakeTo: null, carriageTo: relay })
})

ponder.on('PostOffice:StampCollected', async ({ event, context }) => {
  const { stampId, payout } = event.args
  const settledAt = Number(event.block.timestamp)
  await update(context, stampId, { status: 'collected', carriagePaid: true, settledAt })
  await addStep(event, context, { step: 'collected', stakeTo: payout, ...carriageTo(event) })
})

ponder.on('PostOffice:StampReturned', async ({ event, context }) => {
  const settledAt = Number(event.block.timestamp)
  const returned = { status: 'returned', carriagePaid: true, settledAt } as const
  const sender = await update(context, event.args.stampId, returned)
  await addStep(event, context, { step: 'returned', stakeTo: sender, ...carriageTo(event) })
})

ponder.on('PostOffice:StampExpired', async ({ event, context }) => {
  const settledAt = Number(event.block.timestamp)
  const sender = await update(context, event.args.stampId, { status: 'expired', settledAt })
  await addStep(event, context, { step: 'expired', stakeTo: sender, ...carriageTo(event) })
})

type Outcome = Event<
  'PostOffice:StampCollected' | 'PostOffice:StampReturned' | 'PostOffice:StampExpired'
>
type StampEvent = Event<'PostOffice:StampPosted' | 'PostOffice:StampAdmitted'> | Outcome
type Step = typeof stampStep.$inferInsert

function carriageTo(event: Outcome): Pick<Step, 'carriageTo'> {
  const { carriageTo: account } = event.args
  return { carriageTo: account === zeroAddress ? null : account }
}

/** @returns The stamp's sender; null for a stamp that was never posted. */
async function update(
  context: Context,
  stampId: Hex,
  change: Partial<Pick<typeof stamp.$inferSelect, 'status' | 'carriagePaid' | 'settledAt'>>,
): Promise<Hex | null> {
  const id = { chainId: context.chain.id, stampId }
  const known = await context.db.find(stamp, id)
  if (!known) return null
  await context.db.update(stamp, id).set(change)
  return known.sender
}

async function addStep(
  event: StampEvent,
  context: Context,
  step: Pick<Step, 'step' | 'stakeTo' | 'carriageTo'>,
): Promise<void> {
  await context.db.insert(stampStep).values({
    ...placeOf(event, context),
    stampId: event.args.stampId,
    blockHash: event.block.hash,
    ...step,
  })
}
