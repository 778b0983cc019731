-- Keys that lift rate limits and own webhooks. The secret itself is nowhere: only its SHA-256 is.
create table api.api_key (
  id text primary key,
  name text not null,
  hash bytea not null unique,
  -- First characters of the secret, by which its owner knows it again.
  prefix text not null,
  -- Null: what the API is set up to give every key.
  points_per_minute integer check (points_per_minute > 0),
  -- Unix seconds, as everywhere in this schema.
  created_at bigint not null,
  revoked_at bigint
);
