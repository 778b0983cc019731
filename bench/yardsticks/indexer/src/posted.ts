import { ponder } from 'ponder:registry'

import { posted } from '../ponder.schema.ts'

/** One bare insert per event: the least that an indexer by Ponder can do. */
ponder.on('PostOffice:StampPosted', async ({ event, context }) => {
  const { number: blockNumber, timestamp } = event.block
  await context.db.insert(posted).values({ id: event.id, ...event.args, blockNumber, timestamp })
})
