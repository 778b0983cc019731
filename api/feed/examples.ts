import type { FeedEntry } from '../../protocol/wire/event.ts'
import type { SnapshotBegin } from '../../protocol/wire/snapshot.ts'
import { stateKeys } from '../../protocol/wire/stateTables.ts'
import { asOfExample, stampExample, stepExample } from '../examples.ts'

const { stampId, inboxId, sender, relay, token, letterHash } = stampExample
const { carriage, stake, expiresAt, window, relayMayCollect } = stampExample

/** Somebody posts the stamp of the other examples. */
export const feedEntryExample: FeedEntry = {
  id: '1795377600017',
  type: 'stamp.posted',
  chain: asOfExample.chain,
  block: {
    number: stepExample.blockNumber,
    hash: stepExample.blockHash,
    timestamp: stepExample.timestamp,
  },
  logIndex: stepExample.logIndex,
  transaction: stepExample.transaction,
  inboxId,
  relay,
  stampId,
  data: { stampId, inboxId, sender, relay, token, letterHash, carriage, stake, expiresAt },
  state: [
    {
      table: 'stamp',
      key: { stampId },
      row: {
        ...{ stampId, sender, relay, token, inboxId, letterHash, carriage, stake, expiresAt },
        status: 'open',
        postedBlock: stepExample.blockNumber,
        postedBlockHash: stepExample.blockHash,
        postedAt: stepExample.timestamp,
        postedTx: stepExample.transaction,
        ...{ window, relayMayCollect },
        postedWhileClosed: false,
        carriageAsked: carriage,
        carriageMet: true,
        carriagePaid: false,
        settledAt: null,
      },
    },
  ],
}

export const snapshotExample: SnapshotBegin = {
  type: 'snapshot',
  position: feedEntryExample.id,
  settledBefore: asOfExample.blockTimestamp - 86_400,
  asOf: asOfExample,
  keys: stateKeys,
}
