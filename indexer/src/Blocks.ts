import { ponder } from 'ponder:registry'
import { block } from 'ponder:schema'

ponder.on('Blocks:block', async ({ event, context }) => {
  const { number, hash, parentHash, timestamp } = event.block
  const seen = { hash, parentHash, timestamp: Number(timestamp) }
  // After a restart Ponder may bring the newest block that it had stored once more.
  await context.db
    .insert(block)
    .values({ chainId: context.chain.id, number: Number(number), ...seen })
    .onConflictDoUpdate(seen)
})
