-- Keys and wallets that opened a session: strangers are not to keep them out.
create table relay.recipient (
  inbox_id text not null,
  -- Public key or address.
  who text not null,
  seen_at timestamptz not null default now(),
  primary key (inbox_id, who)
);
