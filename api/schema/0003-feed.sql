-- The feed: what has happened on the chains, in the order in which it was written down. Entries are written under one lock, so
-- that whoever has read one has missed none before it.

create table api.feed (
  seq bigserial primary key,
  chain_id bigint not null,
  type text not null,
  block_number bigint not null,
  block_hash text not null,
  log_index integer not null,
  inbox_id text,
  relay text,
  -- Of a retraction and of what it retracts: the type of the event, by which readers choose.
  event_type text not null,
  -- An event that nothing has retracted.
  stands boolean not null,
  written_at timestamptz not null default now(),
  -- All of the entry but its id.
  entry json not null
);

-- One event stands once; the newest first, when a reorg is traced.
create unique index feed_standing on api.feed (chain_id, block_number, log_index) where stands;
create index feed_of_chain on api.feed (chain_id, seq);

-- How far the feed of each chain is.
create table api.feed_cursor (
  chain_id bigint primary key,
  -- Counts its changes: whoever writes must know the newest.
  version bigint not null,
  -- The last event of the index that is in the feed, or 2147483647: all of this block.
  block_number bigint not null,
  block_hash text not null,
  log_index integer not null,
  -- Where the feed begins; a reorg below is out of its reach.
  begin_number bigint not null,
  begin_hash text not null,
  -- Entries from leak_seq on hold rows that were read at this block, above the cursor; null: none do.
  leak_seq bigint,
  leak_number bigint,
  leak_hash text,
  -- Whoever has read up to here, or further, can go on reading.
  readable_from bigint not null,
  last_seq bigint not null
);

-- Ids grow even if these tables are lost and made anew: an id from before is then known to be too old.
select setval('api.feed_seq_seq', (extract(epoch from clock_timestamp()) * 1000)::bigint);
