import { asOfColumn } from './database.ts'
import type { Names } from './verifyStamps.ts'
import { furthestStamp, namedStamp, passingStamp, subjectOf } from './verifyStamps.ts'

/** Most tokens that a quote lists, and most tokens of an inbox that it is chosen from, by address. */
const quoteLimit = 16
const quotedTokensLimit = 64

/**
 * SQL of all that verdicts on letters of one chain turn on: one row per item, in their order, each with the same `"asOf"`;
 * one row without an item where there are none.
 *
 * $1 is the items as JSON, `VerifyStatementItem[]`; $2 is the wall clock in Unix seconds. Every look-up is by a key and
 * within a lateral that a limit or an aggregate closes, so that the plan is nested loops whatever the statistics say.
 */
export function verifyStatement(chain: Names): string {
  const { id, schema } = chain
  return `
    with item as materialized (
      select
        given.*,
        least(
          head.number,
          coalesce(given.tag_block, head.number),
          head.number - given.min_confirmations + 1
        ) as level_block,
        greatest($2::int8, head.timestamp) as now
      from rows from (json_to_recordset($1::text::json) as (
        inbox_id text, sender text, subject text, letter_hash text, relay text, stamp_id text,
        authenticated boolean, tag_block int8, min_confirmations int8, min_seconds_left int8,
        min_carriage json, accepts_unpaid boolean
      )) with ordinality as given(
        inbox_id, sender, subject, letter_hash, relay, stamp_id,
        authenticated, tag_block, min_confirmations, min_seconds_left,
        min_carriage, accepts_unpaid, position
      )
      cross join (
        select number, timestamp from ${schema}.block where chain_id = ${id} order by number desc limit 1
      ) head
    )
    select
      ${asOfColumn(chain)},
      item.position, item.level_block as "levelBlock", item.now,
      inbox.registered_block as "registeredBlock", inbox.door, inbox.door_since_block as "doorSinceBlock",
      sender.registered_inbox as "senderInboxId",
      word.denied_subject as "deniedSubject", word.denied_since as "deniedSince",
      word.allowed_subject as "allowedSubject", word.allowed_since as "allowedSince",
      coalesce(named.fact, passing.fact, furthest.fact) as stamp,
      case when gate.is_open and passing.fact is null and inbox.door <> 'closed' then (${quote(chain)}) end as tokens
    from (select) one
    left join item on true
    left join lateral (
      select registered_block, door, door_since_block from ${schema}.inbox
      where chain_id = ${id} and inbox_id = item.inbox_id
      limit 1
    ) inbox on true
    left join lateral (${senderInbox(chain)}) sender on true
    left join lateral (${wordOnSender(chain)}) word on true
    cross join lateral (
      select inbox.door is not null and word.denied_subject is null
        and not (item.authenticated and coalesce(word.allowed_since <= item.level_block, false))
        and not (inbox.door = 'free' and inbox.door_since_block <= item.level_block) as is_open
    ) gate
    left join lateral (${namedStamp(chain)}) named on true
    left join lateral (${passingStamp(chain)}) passing on true
    left join lateral (${furthestStamp(chain)}) furthest on true
    order by item.position`
}

/** The inbox that the sender is or is linked to, since when, and whether it is registered. */
function senderInbox({ id, schema }: Names): string {
  return `
    select
      claimed.inbox_id, claimed.since_block,
      (
        select registered.inbox_id from ${schema}.inbox registered
        where registered.chain_id = ${id} and registered.inbox_id = claimed.inbox_id
      ) as registered_inbox
    from (
      (
        select link.inbox_id, link.since_block from ${schema}.wallet link
        where link.chain_id = ${id} and link.wallet = item.sender limit 1
      )
      union all
      select item.sender, 0 where length(item.sender) = 66
    ) claimed
    limit 1`
}

/**
 * What the inbox says of the sender: a denial of the wallet (or inbox) as claimed, of its inbox, or of another wallet of that;
 * an allowance of the first two, since both it and the wallet's link hold, the one that holds longer.
 */
function wordOnSender({ id, schema }: Names): string {
  return `
    select
      (array_agg(given.subject order by closeness) filter (where given.consent = 'denied'))[1] as denied_subject,
      (array_agg(given.since_block order by closeness) filter (where given.consent = 'denied'))[1] as denied_since,
      (array_agg(given.subject order by since, closeness)
        filter (where given.consent = 'allowed' and closeness < 3))[1] as allowed_subject,
      min(since) filter (where given.consent = 'allowed' and closeness < 3) as allowed_since
    from (
      select 1 as closeness, item.subject, 0 as linked_since
      union all
      select 2, sender.inbox_id, sender.since_block
      where sender.inbox_id is not null and sender.inbox_id <> item.subject
      union all
      select 3, ${subjectOf('sibling.wallet')}, 0
      from ${schema}.wallet sibling
      where sibling.chain_id = ${id} and sibling.inbox_id = sender.inbox_id and sibling.wallet <> item.sender
    ) subjects
    cross join lateral (
      select consent.subject, consent.consent, consent.since_block,
        greatest(consent.since_block, subjects.linked_since) as since
      from ${schema}.consent
      where consent.chain_id = ${id} and consent.inbox_id = item.inbox_id
        and consent.subject = subjects.subject and consent.consent <> 'none'
      limit 1
    ) given`
}

/** The tokens that the inbox accepts and the letter could be paid in, with what the relay asks for each now. */
function quote({ id, schema }: Names): string {
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
        or item.min_carriage ->> accepted.token is not null
      order by accepted.token
      limit ${quoteLimit}
    ) common`
}
