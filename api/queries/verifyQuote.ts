import type { Names } from './verifyStamps.ts'

/** Most tokens that a quote lists. */
const quoteLimit = 16
/** Most tokens of an inbox that it is chosen from, by address; where there are more, the relay's are looked at, too: so many. */
const inboxTokensLimit = 64
const relayTokensLimit = 128

/**
 * SQL of the tokens that the inbox accepts and the letter could be paid in, with what the relay asks for each now, as JSON.
 *
 * A common token is found wherever it stands, unless the inbox accepts more tokens than are looked at and the relay
 * has set a price in more than are: then only those at the head of either list, and those of `min_carriage`, are.
 */
export function quote({ id, schema }: Names): string {
  const accepted = `
    select terms.token, terms.stake, terms."window" from ${schema}.terms
    where terms.chain_id = ${id} and terms.inbox_id = item.inbox_id and terms.stake > 0`
  const candidates = `
    select priced.token from (
      select carriage.token, carriage.accepted from ${schema}.carriage
      where carriage.chain_id = ${id} and carriage.relay = item.relay
      order by carriage.token
      limit ${relayTokensLimit}
    ) priced
    where priced.accepted
    union all
    select json_object_keys(item.min_carriage::json)`
  return `
    select json_build_object(
      'any', exists (${accepted}),
      'common', coalesce(json_agg(json_build_object(
        'token', token, 'stake', stake::text, 'window', "window", 'carriageAsked', asked::text
      ) order by token), '[]')
    )
    from (
      select accepted.*, price.amount as asked
      from (
        (${accepted} order by terms.token limit ${inboxTokensLimit})
        union
        (${accepted} and terms.token = any(array(${candidates}))
          and exists (${accepted} offset ${inboxTokensLimit}))
      ) accepted
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
