import { onchainTable } from 'ponder'

/** What the event says, and nothing that follows from it. */
export const posted = onchainTable('posted', (t) => ({
  id: t.text().primaryKey(),
  stampId: t.hex().notNull(),
  inboxId: t.hex().notNull(),
  sender: t.hex().notNull(),
  relay: t.hex().notNull(),
  token: t.hex().notNull(),
  letterHash: t.hex().notNull(),
  carriage: t.bigint().notNull(),
  stake: t.bigint().notNull(),
  expiresAt: t.int8({ mode: 'number' }).notNull(),
  blockNumber: t.bigint().notNull(),
  timestamp: t.bigint().notNull(),
}))
