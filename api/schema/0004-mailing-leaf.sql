-- The letters of mailings, as their senders brought them. Found by upload, so that what is not whole is never found: the one
-- change of `state` to 'stored' is what makes leaves appear.

create table api.leaf_upload (
  upload_id bigint generated always as identity primary key,
  mailing_id text not null,
  letters bigint not null,
  -- open: coming in. stored: whole, and they hash to the root. abandoned: to be swept away.
  state text not null default 'open' check (state in ('open', 'stored', 'abandoned')),
  touched_at timestamptz not null default now()
);

-- Several may come in beside each other, as nobody knows whose is whole first; one is kept.
create unique index leaf_upload_stored on api.leaf_upload (mailing_id) where state = 'stored';
create index leaf_upload_mailing on api.leaf_upload (mailing_id);
create index leaf_upload_unfinished on api.leaf_upload (touched_at) where state <> 'stored';

-- 1,024 letters of 64 bytes in a row, inboxId ‖ letterHash; fewer in the last one.
create table api.leaf_chunk (
  upload_id bigint not null,
  number integer not null,
  letters bytea not null,
  primary key (upload_id, number)
);

-- Hashes do not shrink, and uncompressed a part can be read without the rest.
alter table api.leaf_chunk alter column letters set storage external;

-- The inner nodes of the tree from level 8 on (256 letters below each), 1,024 nodes of 32 bytes in a row. Padding is not kept.
create table api.leaf_node (
  upload_id bigint not null,
  level integer not null,
  page integer not null,
  nodes bytea not null,
  primary key (upload_id, level, page)
);

alter table api.leaf_node alter column nodes set storage external;

-- Bytes that a client has brought on a day (UTC).
create table api.leaf_quota (
  client text not null,
  day date not null,
  bytes bigint not null,
  primary key (client, day)
);
