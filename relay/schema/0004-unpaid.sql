-- Receipts of letters that nobody paid for and the recipient has: only the newest of an inbox are kept.
create index letter_unpaid on relay.letter (inbox_id, acknowledged_at, letter_id)
  where acknowledged_at is not null
    and postage_id = '0x0000000000000000000000000000000000000000000000000000000000000000';
