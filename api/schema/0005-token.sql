-- What tokens say of themselves, so that a process that starts need not ask the nodes again. Nothing else depends on it.
create table api.token (
  chain_id bigint not null,
  token text not null,
  -- Null: the token says none that could be shown.
  symbol text,
  decimals integer check (decimals between 0 and 255),
  -- Unix seconds.
  read_at bigint not null,
  primary key (chain_id, token)
);
