import { givenItems, nextParameter } from './verifyItems.ts'
import { namedMailing } from './verifyMailing.ts'
import { quote } from './verifyQuote.ts'
import { allowedSince, senderInbox, statementKey, wordOnSender } from './verifySender.ts'
import type { Names } from './verifyStamps.ts'
import { anyStamp, furthestStamp, namedStamp, passingStamp } from './verifyStamps.ts'
import { holds, start } from './verifyStarts.ts'

/**
 * SQL of all that verdicts on letters of one chain turn on: one row per item, with its `position`; `"asOf"`, which
 * is of the same snapshot, stands in the first one. One row without an item where there are none.
 *
 * The parameters are those of `itemParameters`, then the wall clock in Unix seconds. Every look-up is by a key and within a
 * lateral or a subquery that a limit or an aggregate closes, so that the plan is nested loops whatever the statistics say.
 * What a letter does not need is not looked up: a `case` guards it.
 */
export function verifyStatement(chain: Names): string {
  const { id, schema } = chain
  // `offset 0`: so that Postgres reads what is named here once, and does not put it wherever it is used.
  const once = 'offset 0'
  return `
    with head as materialized (
      select number, hash, parent_hash, timestamp from ${schema}.block
      where chain_id = ${id} order by number desc limit 1
    ),
    item as materialized (
      select
        given.*,
        -- Made here once, and not again for each stamp.
        given.min_carriage::jsonb as least_carriage,
        ${start('given.inbox_id')} as inbox_start,
        ${start('given.letter_hash')} as letter_start,
        ${start('given.relay')} as relay_start,
        ${start('given.sender')} as sender_start,
        least(
          head.number,
          coalesce(given.tag_block, head.number),
          head.number - coalesce(given.min_confirmations, 1) + 1
        ) as level_block,
        greatest(${nextParameter}::int8, head.timestamp) as now
      from ${givenItems} cross join head
    )
    select
      item.position,
      case when item.position is null or item.position = 1 then (
        select json_build_object('number', number, 'hash', hash, 'parentHash', parent_hash, 'timestamp', timestamp)
        from head
      ) end as "asOf",
      concat(
        inbox.registered_block, '|', inbox.door, '|', inbox.door_since_block, '|', sender.inbox_id, '|', word.list
      ) as known,
      postage.stamp,
      postage.mailing,
      case when item.key_id is not null then (${statementKey(chain)}) end as key,
      case when gate.is_open and inbox.door <> 'closed' and not postage.passes then (${quote(chain)}) end as tokens
    from (select) one
    left join item on true
    left join lateral (
      select registered_block, door, door_since_block, consent_given from ${schema}.inbox
      where chain_id = ${id} and ${start('inbox_id')} = item.inbox_start and ${holds('inbox_id = item.inbox_id')}
      limit 1
    ) inbox on true
    left join lateral (${senderInbox(chain)}) sender on true
    left join lateral (
      select case when inbox.consent_given then (${wordOnSender(chain)}) end as list ${once}
    ) word on true
    cross join lateral (
      select inbox.door is not null
        and not (inbox.door = 'free' and inbox.door_since_block <= item.level_block)
        and case
          when word.list is null then true
          when position('denied' in word.list) > 0 then false
          when item.authenticated then not coalesce(${allowedSince('word.list')} <= item.level_block, false)
          else true
        end as is_open ${once}
    ) gate
    cross join lateral (
      select case
        when not gate.is_open or item.mailing_id is not null then null
        when item.stamp_id is not null then (${namedStamp(chain)})
        else (${passingStamp(chain)})
      end as stamp ${once}
    ) found
    cross join lateral (
      select
        case
          when found.stamp is not null then found.stamp
          when gate.is_open and item.stamp_id is null and item.mailing_id is null and ${anyStamp(chain)}
          then (${furthestStamp(chain)})
        end as stamp,
        case when gate.is_open and item.mailing_id is not null then (${namedMailing(chain)}) end as mailing,
        found.stamp is not null and left(found.stamp, 1) = 't' as passes
      ${once}
    ) postage`
}
