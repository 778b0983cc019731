-- Letters that were taken in. Body and receipt come in one transaction; the body goes when its recipient has it.
create table relay.letter (
  letter_id bigint generated always as identity primary key,
  inbox_id text not null,
  letter_hash text not null,
  sender text not null,
  is_sender_proven boolean not null,
  body bytea,
  receipt jsonb not null,
  -- 0x0…0: nobody paid.
  postage_id text not null,
  received_at timestamptz not null default now(),
  acknowledged_at timestamptz,
  unique (inbox_id, letter_hash)
);

create index letter_waiting on relay.letter (inbox_id, letter_id) where acknowledged_at is null;

create index letter_age on relay.letter (received_at);

-- Letters that one request has to itself.
create table relay.claim (
  inbox_id text not null,
  letter_hash text not null,
  claim_id text not null,
  ends_at timestamptz not null,
  primary key (inbox_id, letter_hash)
);

-- Postage that a reorg has undone: its letters are held back.
create table relay.retracted (
  postage_id text primary key,
  retracted_at timestamptz not null default now()
);

-- Postage whose carriage is the relay's once it is admitted. A stamp is kept whole; of a mailing the API has the rest.
create table relay.postage (
  postage_id text primary key,
  stamp jsonb,
  expires_at bigint not null,
  not_before timestamptz not null default now(),
  is_settled boolean not null default false
);

create index postage_due on relay.postage (expires_at) where not is_settled;

-- Recipients who have shown that they are. The challenge is good once.
create table relay.session (
  token_hash bytea primary key,
  challenge text not null unique,
  inbox_id text not null,
  ends_at timestamptz not null
);

-- How far the feed was followed; one row.
create table relay.feed (
  is_only boolean primary key default true check (is_only),
  entry_id text not null
);

-- What challenges are made with, the same for all processes; one row.
create table relay.secret (
  is_only boolean primary key default true check (is_only),
  challenge_key bytea not null
);
