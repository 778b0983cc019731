import { zeroAddress } from 'viem'
import { holds, start } from './verifyStarts.ts'

/** Stamps that a diagnosis looks at, in each of its three pools. A letter with fewer stamps is diagnosed exactly. */
export const diagnosisLimit = 100

/** The chain that a statement is about. */
export type Names = { id: number; schema: string }

/** SQL of an address as a subject of consent: its 20 bytes as 32. */
export function subjectOf(address: string): string {
  return `'0x000000000000000000000000' || substr(${address}, 3)`
}

/**
 * SQL of one subject that inbox `item.inbox_id` denies among the wallet `payer`, its inbox and that one's wallets; null if
 * there is none. The inner limits keep it a handful of look-ups by key, however many consents the inbox has given; where it
 * gave none, or where who pays is who sends, and so was looked up before, it is nothing.
 */
export function payerDenied({ id, schema }: Names, payer: string): string {
  return `case when inbox.consent_given and ${payer} <> item.sender then (
    select denied.subject
    from (
      select ${subjectOf(payer)} as subject
      union all
      select other.subject
      from (
        select inbox_id from ${schema}.wallet
        where chain_id = ${id} and wallet = ${payer} and inbox_id is not null
        limit 1
      ) link
      cross join lateral (
        select link.inbox_id as subject
        union all
        select ${subjectOf('sibling.wallet')} from ${schema}.wallet sibling
        where sibling.chain_id = ${id} and sibling.inbox_id = link.inbox_id
      ) other
    ) payers
    cross join lateral (
      select consent.subject from ${schema}.consent
      where consent.chain_id = ${id} and consent.inbox_id = item.inbox_id
        and consent.subject = payers.subject and consent.consent = 'denied'
      limit 1
    ) denied
    limit 1
  ) end`
}

/**
 * SQL of what stands for all payers of whom `payerDenied` says the same: a wallet's inbox, as it looks at all wallets of that; a
 * wallet without one stands for itself.
 */
function payerGroup({ id, schema }: Names, payer: string): string {
  return `coalesce(
    (
      select inbox_id from ${schema}.wallet
      where chain_id = ${id} and wallet = ${payer} and inbox_id is not null
      limit 1
    ),
    ${payer}
  )`
}

/**
 * SQL of the stamps of the letter, in the words of that index, which no other has. As others might begin alike, the whole is
 * compared too.
 */
function ofLetter({ id, schema }: Names): string {
  return `from ${schema}.stamp where stamp.chain_id = ${id}
    and ${start('stamp.inbox_id')} = item.inbox_start
    and ${start('stamp.letter_hash')} = item.letter_start
    and ${holds('stamp.inbox_id = item.inbox_id and stamp.letter_hash = item.letter_hash')}`
}

/** SQL of a stamp being for the relay that asks, and for any. */
const isForRelay = `${start('stamp.relay')} = item.relay_start and ${holds('stamp.relay = item.relay')}`
const isForAny = `${start('stamp.relay')} = 0 and ${holds(`stamp.relay = '${zeroAddress}'`)}`

/** The order of the index. */
const byRelay = `${start('stamp.relay')}, stamp.carriage_met, stamp.status`

const isPending = `stamp.status in ('open', 'admitted')`

const leastCarriage = `(item.least_carriage ->> stamp.token)::numeric`

const isExpiring = `(stamp.status = 'open' and case
  when item.min_seconds_left is null then (stamp.expires_at - item.now) * 10 < stamp."window" * 9
  else stamp.expires_at - item.now < item.min_seconds_left
end)`

const isPostedWhileClosed = `(inbox.door = 'closed' and stamp.posted_while_closed)`

const isUnderpaid = `(stamp.relay <> '${zeroAddress}' and case
  when item.min_carriage is null then stamp.carriage_met is not true
  else stamp.carriage < coalesce(${leastCarriage}, 0) or not stamp.carriage_met
    or (stamp.carriage_met is null and ${leastCarriage} is null)
end)`

const isPassing = `(
  stamp.inbox_id = item.inbox_id and stamp.letter_hash = item.letter_hash and ${isPending}
  and not ${isPostedWhileClosed} and stamp.expires_at > item.now and not ${isExpiring} and not ${isUnderpaid}
  and (stamp.relay = '${zeroAddress}' and item.accepts_unpaid is true
    or stamp.relay <> '${zeroAddress}' and stamp.relay = item.relay)
  and stamp.posted_block <= item.level_block
)`

/**
 * SQL of a stamp as one text, with a bar between: whether it passes, its columns, who of the payer is denied. Empty is null.
 * `readStampFact` takes it apart.
 */
function asFact(passes: string, denied: string): string {
  const columns = [
    ...['stamp_id', 'sender', 'relay', 'token', 'carriage', 'stake', 'expires_at', 'status'],
    ...['posted_block', 'posted_block_hash', 'posted_at', '"window"', 'posted_while_closed'],
    ...['carriage_asked', 'inbox_id', 'letter_hash'],
  ].map((column) => `stamp.${column}`)
  return `concat(${[passes, ...columns, denied].join(", '|', ")})`
}

/** SQL of the named stamp, which alone is judged. */
export function namedStamp(names: Names): string {
  return `
    select ${asFact(isPassing, payerDenied(names, 'stamp.sender'))}
    from ${names.schema}.stamp
    where stamp.chain_id = ${names.id} and stamp.stamp_id = item.stamp_id`
}

/**
 * SQL of a stamp of the letter that rows 5 and 8 to 15 all let through; any one, as all are equally good. What the index
 * `stamp.byLetter` can tell (relay, price met, status) costs nothing for stamps that it sorts out, so that junk does not.
 */
export function passingStamp(names: Names): string {
  // The order is the index's own, read backwards, so that Postgres takes the index even where it believes that a letter has most of
  // the stamps; `offset 0` keeps it from looking up who pays before the cheap conditions have spoken.
  const paysTheRelay = `${isForRelay} and item.relay <> '${zeroAddress}'`
  const among = (condition: string) =>
    `(select stamp.* ${ofLetter(names)} and ${isPending}
      and stamp.expires_at > item.now and ${condition}
    order by stamp.carriage_met desc, stamp.status desc
    offset 0)`
  const passing = `
    select stamp.*
    from (
      ${among(`${paysTheRelay} and stamp.carriage_met
        and case when item.min_carriage is null then true else stamp.carriage >= coalesce(${leastCarriage}, 0) end`)}
      union all
      ${among(`${paysTheRelay} and item.min_carriage is not null
        and stamp.carriage_met is null and stamp.carriage >= ${leastCarriage}`)}
      union all
      ${among(`${isForAny} and item.accepts_unpaid`)}
    ) stamp
    where not ${isPostedWhileClosed} and not ${isExpiring} and stamp.posted_block <= item.level_block`
  const fact = asFact('true', 'null')
  // The first is looked at alone, and the rest not even read: Postgres reads what is materialized as it is asked for. Only where the inbox denies who pays it are all read, and then looked up once per group of
  // payers, however many stamps each has.
  return `
    with passing as materialized (${passing})
    select case when first.denied is null then first.fact else (
      select ${fact}
      from (
        select stamp_id
        from (
          select min(stamp_id) as stamp_id, min(payer) as payer
          from (
            select min(stamp_id) as stamp_id, sender as payer
            from passing
            group by sender
            offset 0
          ) payers
          group by ${payerGroup(names, 'payer')}
          offset 0
        ) payers
        where ${payerDenied(names, 'payer')} is null
        limit 1
      ) chosen
      cross join lateral (
        select * from ${names.schema}.stamp
        where stamp.chain_id = ${names.id} and stamp.stamp_id = chosen.stamp_id
        limit 1
      ) stamp
    ) end
    from (
      select ${fact} as fact, ${payerDenied(names, 'stamp.sender')} as denied
      from (select * from passing limit 1) stamp
      offset 0
    ) first`
}

/**
 * SQL of the stamp of the letter that gets furthest in the table where none passes. Of a letter with many stamps it looks at
 * a hundred of each pool: pending ones that pay the relay its price, any that the relay could take, any at all. `reached`
 * is the row that refuses a stamp, row 8 aside: who pays is looked up for one group of payers after the other, furthest first.
 */
export function furthestStamp(names: Names): string {
  const reached = `case
    when inbox.door = 'closed' and (stamp.posted_while_closed or not ${isPending}) then 5
    when stamp.relay = '${zeroAddress}' and item.accepts_unpaid is not true then 9
    when stamp.relay not in (item.relay, '${zeroAddress}') then 9
    when stamp.status in ('collected', 'returned') then 10
    when stamp.status = 'expired' or stamp.expires_at <= item.now then 11
    when ${isExpiring} then 13
    when ${isUnderpaid} then 14
    else 15
  end`
  const fact = asFact('false', 'null')
  const unpaid = (any: string, own: string) =>
    `case when item.accepts_unpaid then ${any} else ${own} end`
  const pool = (condition: string) =>
    `(select stamp.* ${ofLetter(names)} and ${condition} order by ${byRelay} limit ${diagnosisLimit})`
  return `
    with candidate as materialized (
      select judged.*, row_number() over (order by reached desc, posted_block desc, stamp_id) as place
      from (
        select stamp.*, ${reached} as reached
        from (
          ${pool(`${isForRelay} and stamp.carriage_met and ${isPending}`)}
          union all
          ${pool(`${start('stamp.relay')} in (item.relay_start, ${unpaid('0', 'item.relay_start')})
            and ${holds(`stamp.relay in (item.relay, ${unpaid(`'${zeroAddress}'`, 'item.relay')})`)}`)}
          union all
          ${pool('true')}
        ) stamp
      ) judged
      order by place
    )
    select coalesce(
      (
        select case when denied is null then fact end
        from (
          select ${fact} as fact, ${payerDenied(names, 'stamp.sender')} as denied
          from (select * from candidate where reached > 5 order by place limit 1) stamp
          offset 0
        ) first
      ),
      (
        select ${fact}
        from (
          select place
          from (
            select min(place) as place, min(payer) as payer
            from (
              select min(place) as place, sender as payer from candidate where reached > 5
              group by sender
              offset 0
            ) payers
            group by ${payerGroup(names, 'payer')}
            order by min(place)
            offset 0
          ) payers
          where ${payerDenied(names, 'payer')} is null
          limit 1
        ) chosen
        join candidate stamp on stamp.place = chosen.place
      ),
      (
        select ${asFact('false', payerDenied(names, 'stamp.sender'))}
        from (select * from candidate order by place limit 1) stamp
      )
    )`
}

/** SQL of whether the letter has any stamp at all: true or null. Not `exists`, which would forget the order, and with it the index. */
export function anyStamp(names: Names): string {
  return `(select true ${ofLetter(names)} order by ${byRelay} limit 1)`
}
