import type { Names } from './verifyStamps.ts'

/** Most tokens that a quote lists, and most tokens of an inbox that it is chosen from, by address. */
const quoteLimit = 16
const quotedTokensLimit = 64

/** SQL of the tokens that the inbox accepts and the letter could be paid in, with what the relay asks for each now, as JSON. */
export function quote({ id, schema }: Names): string {
  const accepted = `
    select terms.token, terms.stake, terms."window" from ${schema}.terms
    where terms.chain_id = ${id} and terms.inbox_id = item.inbox_id and terms.stake > 0`
  return `
    select json_build_object(
      'any', exists (${accepted}),
      'common', coalesce(json_agg(json_build_object(
        'token', token, 'stake', stake::text, 'window', "window", 'carriageAsked', asked::text
      ) order by token), '[]')
    )
    from (
      select accepted.*, price.amount as asked
      from (${accepted} order by terms.token limit ${quotedTokensLimit}) accepted
      left join lateral (
        select carriage.amount from ${schema}.carriage
        join ${schema}.relay on relay.chain_id = ${id} and relay.relay = carriage.relay and relay.active
        where carriage.chain_id = ${id} and carriage.relay = item.relay
          and carriage.token = accepted.token and carriage.accepted
        limit 1
      ) price on true
      where item.accepts_unpaid or price.amount is not null
        or item.min_carriage::json ->> accepted.token is not null
      order by accepted.token
      limit ${quoteLimit}
    ) common`
}
