import type { Context } from 'ponder:registry'
import { ponder } from 'ponder:registry'
import {
  guardian,
  guardianChange,
  inbox,
  recoveryTransfer,
  recoveryTransferStep,
} from 'ponder:schema'
import type { Hex } from 'viem'
import { zeroAddress } from 'viem'

import type { Place } from '../place.ts'
import { placeOf, sinceOf } from '../place.ts'

ponder.on('InboxRegistry:GuardianSet', async ({ event, context }) => {
  const { inboxId, from } = event.args
  const place = placeOf(event, context)
  const named = event.args.guardian === zeroAddress ? null : event.args.guardian
  await context.db.insert(guardianChange).values({ ...place, inboxId, guardian: named, from })
  await setGuardian(context, place, inboxId, { next: named, nextFrom: from })
})

ponder.on('InboxRegistry:RecoveryTransferStarted', async ({ event, context }) => {
  const { inboxId, to, by } = event.args
  const place = placeOf(event, context)
  await addStep(context, place, { inboxId, step: 'started', by, to })

  const { chainId, blockNumber: startedBlock, timestamp: startedAt } = place
  const started = { to, startedBy: by, startedBlock, startedAt }
  await context.db
    .insert(recoveryTransfer)
    .values({ chainId, inboxId, ...started })
    .onConflictDoUpdate(started)
})

ponder.on('InboxRegistry:RecoveryTransferCancelled', async ({ event, context }) => {
  const { inboxId, by } = event.args
  const place = placeOf(event, context)
  await addStep(context, place, { inboxId, step: 'cancelled', by })
  await context.db.delete(recoveryTransfer, { chainId: place.chainId, inboxId })
})

ponder.on('InboxRegistry:RecoveryTransferred', async ({ event, context }) => {
  const { inboxId, from, to } = event.args
  const place = placeOf(event, context)
  const id = { chainId: place.chainId, inboxId }
  await addStep(context, place, { inboxId, step: 'accepted', by: to, from, to })
  await context.db.delete(recoveryTransfer, id)
  if (await context.db.find(guardian, id)) {
    await setGuardian(context, place, inboxId, { next: null, nextFrom: null })
  }

  const known = await context.db.find(inbox, id)
  if (!known || known.recovery === to) return
  const { blockNumber: recoverySinceBlock, timestamp: recoverySinceTime } = place
  await context.db.update(inbox, id).set({ recovery: to, recoverySinceBlock, recoverySinceTime })
})

type Guardian = typeof guardian.$inferSelect

/** Sets the change to come, on top of whoever is guardian at that moment. */
async function setGuardian(
  context: Context,
  place: Place,
  inboxId: Hex,
  change: Pick<Guardian, 'next' | 'nextFrom'>,
): Promise<void> {
  const id = { chainId: place.chainId, inboxId }
  const known = await context.db.find(guardian, id)
  const set = { ...inOffice(known, place.timestamp), ...change, ...sinceOf(place) }
  await context.db
    .insert(guardian)
    .values({ ...id, ...set })
    .onConflictDoUpdate(set)
}

/** Who is guardian at a time, and since when: a change whose time has come is in force. */
function inOffice(known: Guardian | null, now: number): Pick<Guardian, 'current' | 'currentSince'> {
  if (!known) return { current: null, currentSince: 0 }
  const { current, currentSince, next, nextFrom } = known
  // A guardian named again has been in office all along.
  if (nextFrom === null || now < nextFrom || next === current) return { current, currentSince }
  return { current: next, currentSince: nextFrom }
}

async function addStep(
  context: Context,
  place: Place,
  step: Omit<typeof recoveryTransferStep.$inferInsert, keyof Place>,
): Promise<void> {
  await context.db.insert(recoveryTransferStep).values({ ...place, ...step })
}
