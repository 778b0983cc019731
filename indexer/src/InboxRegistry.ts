import type { Context } from 'ponder:registry'
import { ponder } from 'ponder:registry'
import { inbox, key, keyEpoch, keyPeriod, wallet, walletChange } from 'ponder:schema'
import type { Hex } from 'viem'

import type { Place } from './place.ts'
import { placeOf, sinceOf } from './place.ts'
import { possessionStatus } from './possession.ts'

ponder.on('InboxRegistry:InboxRegistered', async ({ event, context }) => {
  const { inboxId, wallet: creator, recovery, inboxNonce } = event.args
  const place = placeOf(event, context)
  await context.db.insert(inbox).values({
    chainId: place.chainId,
    inboxId,
    creator,
    inboxNonce,
    recovery,
    recoverySinceBlock: place.blockNumber,
    recoverySinceTime: place.timestamp,
    keyEpoch: 0,
    registeredBlock: place.blockNumber,
    registeredLogIndex: place.logIndex,
    registeredAt: place.timestamp,
    registeredTx: place.transaction,
    door: 'free',
    doorSinceBlock: place.blockNumber,
    doorSinceTime: place.timestamp,
    payout: null,
    consentGiven: false,
  })
  await link(context, place, inboxId, creator)
})

ponder.on('InboxRegistry:WalletLinked', async ({ event, context }) => {
  await link(context, placeOf(event, context), event.args.inboxId, event.args.wallet)
})

ponder.on('InboxRegistry:WalletUnlinked', async ({ event, context }) => {
  const { inboxId, wallet: left } = event.args
  const place = placeOf(event, context)
  await context.db.insert(walletChange).values({ ...place, inboxId, wallet: left, linked: false })
  await setInboxOf(context, place, left, null)
})

ponder.on('InboxRegistry:KeyAdded', async ({ event, context }) => {
  const { inboxId, keyId, expiresAt } = event.args
  const place = placeOf(event, context)
  const id = { chainId: place.chainId, inboxId, keyId }
  const epoch = await epochOf(context, place.chainId, inboxId)
  await endPeriod(context, place, id, 'added_again')

  const { kind, publicKey, possession, wallet: addedBy } = event.args
  const status = await possessionStatus({
    ...id,
    registry: event.log.address,
    kind,
    publicKey,
    possession,
    activeKey: (signer) => activeKey(context, place, { ...id, keyId: signer }, epoch),
  })
  const { blockNumber: periodBlock, logIndex: periodLogIndex } = place
  const proof = { possession, possessionStatus: status }
  const added = { kind, publicKey, ...proof, wallet: addedBy, epoch, expiresAt }
  await context.db
    .insert(key)
    .values({
      ...id,
      ...added,
      addedBlock: place.blockNumber,
      addedAt: place.timestamp,
      periodBlock,
      periodLogIndex,
    })
    .onConflictDoUpdate({ ...added, periodBlock, periodLogIndex })
  await context.db.insert(keyPeriod).values({
    ...id,
    fromBlock: place.blockNumber,
    fromLogIndex: place.logIndex,
    fromTime: place.timestamp,
    epoch,
    expiresAt,
    wallet: addedBy,
    possessionStatus: status,
    transaction: place.transaction,
  })
})

ponder.on('InboxRegistry:KeyRevoked', async ({ event, context }) => {
  const { inboxId, keyId, by } = event.args
  const place = placeOf(event, context)
  const id = { chainId: place.chainId, inboxId, keyId }
  const epoch = await epochOf(context, place.chainId, inboxId)
  await endPeriod(context, place, id, 'revoked')

  const revoked = {
    revokedBlock: place.blockNumber,
    revokedLogIndex: place.logIndex,
    revokedAt: place.timestamp,
    revokedBy: by,
    revokedTx: place.transaction,
  }
  await context.db
    .insert(key)
    .values({ ...id, epoch, expiresAt: 0, ...revoked })
    .onConflictDoUpdate(revoked)
})

ponder.on('InboxRegistry:AllKeysRevoked', async ({ event, context }) => {
  const { inboxId, keyEpoch: next, by } = event.args
  const place = placeOf(event, context)
  await context.db.insert(keyEpoch).values({
    chainId: place.chainId,
    inboxId,
    epoch: next - 1,
    endedBlock: place.blockNumber,
    endedLogIndex: place.logIndex,
    endedAt: place.timestamp,
    endedBy: by,
    transaction: place.transaction,
  })
  const id = { chainId: place.chainId, inboxId }
  if (await context.db.find(inbox, id)) await context.db.update(inbox, id).set({ keyEpoch: next })
})

async function link(context: Context, place: Place, inboxId: Hex, joined: Hex): Promise<void> {
  await context.db.insert(walletChange).values({ ...place, inboxId, wallet: joined, linked: true })
  await setInboxOf(context, place, joined, inboxId)
}

async function setInboxOf(
  context: Context,
  place: Place,
  account: Hex,
  inboxId: Hex | null,
): Promise<void> {
  const linked = { inboxId, ...sinceOf(place) }
  await context.db
    .insert(wallet)
    .values({ chainId: place.chainId, wallet: account, ...linked })
    .onConflictDoUpdate(linked)
}

/** The epoch that keys added now belong to. */
async function epochOf(context: Context, chainId: number, inboxId: Hex): Promise<number> {
  return (await context.db.find(inbox, { chainId, inboxId }))?.keyEpoch ?? 0
}

/** The key with an id, if it is active for its inbox now. */
async function activeKey(
  context: Context,
  { timestamp }: Place,
  id: { chainId: number; inboxId: Hex; keyId: Hex },
  epoch: number,
): Promise<{ kind: number; publicKey: Hex } | undefined> {
  const known = await context.db.find(key, id)
  if (!known || known.kind === null || known.publicKey === null) return undefined
  const { kind, publicKey, expiresAt } = known
  const isGone = known.revokedBlock !== null || known.epoch !== epoch
  const isExpired = expiresAt !== 0 && timestamp >= expiresAt
  return isGone || isExpired ? undefined : { kind, publicKey }
}

/** Ends the period that the key is in, if there is one. */
async function endPeriod(
  context: Context,
  place: Place,
  id: { chainId: number; inboxId: Hex; keyId: Hex },
  endedBy: 'added_again' | 'revoked',
): Promise<void> {
  const known = await context.db.find(key, id)
  if (!known || known.periodBlock === null || known.periodLogIndex === null) return
  await context.db
    .update(keyPeriod, { ...id, fromBlock: known.periodBlock, fromLogIndex: known.periodLogIndex })
    .set({ endedBlock: place.blockNumber, endedAt: place.timestamp, endedBy })
}
