/** SQL of the fields of a `StampRow`, over a row of `stamp`. */
export const stampColumns = `
  stamp_id as "stampId", sender, relay, token, inbox_id as "inboxId", letter_hash as "letterHash",
  carriage::text as carriage, stake::text as stake, expires_at as "expiresAt", status, "window",
  relay_may_collect as "relayMayCollect", carriage_paid as "carriagePaid",
  posted_block as "postedBlock", posted_block_hash as "postedBlockHash", posted_at as "postedAt",
  posted_tx as "postedTransaction", settled_at as "settledAt"`
