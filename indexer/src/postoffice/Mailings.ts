import type { Context, Event } from 'ponder:registry'
import { ponder } from 'ponder:registry'
import { mail, mailing, mailingStep } from 'ponder:schema'
import type { Hex } from 'viem'

import { askedCarriage } from '../askedCarriage.ts'
import { placeOf } from '../place.ts'
import { storable } from '../text.ts'

ponder.on('PostOffice:MailingOpened', async ({ event, context }) => {
  const { uri, ...opened } = event.args
  const place = placeOf(event, context)
  await context.db.insert(mailing).values({
    chainId: place.chainId,
    ...opened,
    uri: storable(uri),
    status: 'open',
    openedBlock: place.blockNumber,
    openedLogIndex: place.logIndex,
    openedBlockHash: event.block.hash,
    openedAt: place.timestamp,
    openedTx: place.transaction,
    ...(await askedCarriage(context, place, opened)),
    carriagePaid: false,
  })
  await addStep(event, context, { step: 'opened' })
})

ponder.on('PostOffice:MailingAdmitted', async ({ event, context }) => {
  const { mailingId, relay } = event.args
  await update(context, mailingId, { status: 'admitted', carriagePaid: true })
  await addStep(event, context, { step: 'admitted', carriageTo: relay })
})

ponder.on('PostOffice:MailCollected', async ({ event, context }) => {
  const blockHash = event.block.hash
  await context.db.insert(mail).values({ ...placeOf(event, context), blockHash, ...event.args })
})

ponder.on('PostOffice:MailingClosed', async ({ event, context }) => {
  const { mailingId, refund, carriageTo } = event.args
  const closedAt = Number(event.block.timestamp)
  await update(context, mailingId, { status: 'closed', closedAt, refund })
  await addStep(event, context, { step: 'closed', refund, carriageTo })
})

type MailingEvent = Event<
  'PostOffice:MailingOpened' | 'PostOffice:MailingAdmitted' | 'PostOffice:MailingClosed'
>

/** Passes over a mailing that was never opened. */
async function update(
  context: Context,
  mailingId: Hex,
  change: Partial<typeof mailing.$inferInsert>,
): Promise<void> {
  const id = { chainId: context.chain.id, mailingId }
  if (await context.db.find(mailing, id)) await context.db.update(mailing, id).set(change)
}

async function addStep(
  event: MailingEvent,
  context: Context,
  step: Pick<typeof mailingStep.$inferInsert, 'step' | 'refund' | 'carriageTo'>,
): Promise<void> {
  await context.db.insert(mailingStep).values({
    ...placeOf(event, context),
    mailingId: event.args.mailingId,
    blockHash: event.block.hash,
    ...step,
  })
}
