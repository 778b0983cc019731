-- Webhooks, each owned by an API key. Times are Unix seconds.
create table api.webhook (
  id text primary key,
  api_key_id text not null references api.api_key (id),
  url text not null,
  chain text not null,
  types text[] not null,
  -- Null: of any.
  inbox_id text,
  relay text,
  -- whsec_ and base64. Deliveries are signed with it, so it cannot be stored as a hash.
  secret text not null,
  previous_secret text,
  -- Until when deliveries are signed with the previous one, too.
  previous_until bigint,
  -- Entries of the feed after this one are delivered.
  from_seq bigint not null,
  created_at bigint not null,
  delivered_at bigint,
  -- The first failure since the last success, and how many there were since.
  failing_since bigint,
  failures integer not null default 0,
  disabled_at bigint,
  disabled_because text
);

create index webhook_by_key on api.webhook (api_key_id);
create index webhook_by_chain on api.webhook (chain) where disabled_at is null;

create table api.webhook_delivery (
  -- Made from webhook and entry, so that an entry is one delivery to a webhook, whatever happens.
  id uuid primary key,
  webhook_id text not null references api.webhook (id) on delete cascade,
  -- Entry of the feed.
  seq bigint not null,
  type text not null,
  -- Exactly as sent: every attempt signs and sends the same bytes.
  body text not null,
  status text not null default 'pending' check (status in ('pending', 'delivered', 'failed')),
  -- Whether the queue has a job for it.
  is_queued boolean not null default false,
  created_at bigint not null,
  attempts integer not null default 0,
  attempted_at bigint,
  -- Of the last attempt: what the receiver answered, or why it could not be asked.
  response_status integer,
  error text
);

create index webhook_delivery_by_webhook on api.webhook_delivery (webhook_id, created_at desc, id desc);
create index webhook_delivery_unqueued on api.webhook_delivery (created_at) where not is_queued;
create index webhook_delivery_pending on api.webhook_delivery (webhook_id) where status = 'pending';
create index webhook_delivery_settled on api.webhook_delivery (created_at) where status <> 'pending';

-- How far the feed has been turned into deliveries. One row: whoever holds it dispatches.
create table api.webhook_cursor (
  is_only boolean primary key default true check (is_only),
  seq bigint not null
);

insert into api.webhook_cursor (seq) values (0);
