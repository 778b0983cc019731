import { zeroAddress } from 'viem'

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
 * there is none. The inner limits keep it a handful of look-ups by key, however many consents the inbox has given.
 */
function payerDenied({ id, schema }: Names, payer: string): string {
  return `(
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
  )`
}

/** SQL of the stamps of the letter. */
function ofLetter({ id, schema }: Names): string {
  return `from ${schema}.stamp where stamp.chain_id = ${id}
    and stamp.inbox_id = item.inbox_id and stamp.letter_hash = item.letter_hash`
}

const isPending = `stamp.status in ('open', 'admitted')`

const leastCarriage = `(item.min_carriage ->> stamp.token)::numeric`

const isExpiring = `(stamp.status = 'open' and case
  when item.min_seconds_left is null then (stamp.expires_at - item.now) * 10 < stamp."window" * 9
  else stamp.expires_at - item.now < item.min_seconds_left
end)`

const isPostedWhileClosed = `(inbox.door = 'closed' and stamp.posted_while_closed)`

/** SQL of a stamp as `StampFact`, but with amounts as text. */
function asFact(denied: string): string {
  return `json_build_object(
    'stampId', stamp.stamp_id, 'sender', stamp.sender, 'relay', stamp.relay, 'token', stamp.token,
    'inboxId', stamp.inbox_id, 'letterHash', stamp.letter_hash, 'carriage', stamp.carriage::text,
    'stake', stamp.stake::text, 'expiresAt', stamp.expires_at, 'status', stamp.status,
    'postedBlock', stamp.posted_block, 'postedBlockHash', stamp.posted_block_hash,
    'postedAt', stamp.posted_at, 'window', stamp."window",
    'postedWhileClosed', stamp.posted_while_closed, 'carriageAsked', stamp.carriage_asked::text,
    'payerDenied', ${denied}
  ) as fact`
}

/** SQL of the named stamp, which alone is judged. */
export function namedStamp(names: Names): string {
  return `
    select ${asFact(payerDenied(names, 'stamp.sender'))}
    from ${names.schema}.stamp
    where gate.is_open and stamp.chain_id = ${names.id} and stamp.stamp_id = item.stamp_id
    limit 1`
}

/**
 * SQL of a stamp of the letter that rows 5 and 8 to 15 all let through; any one, as all are equally good. What the index
 * `stamp.byLetter` can tell (relay, price met, status) costs nothing for stamps that it sorts out, so that junk does not.
 */
export function passingStamp(names: Names): string {
  // The order is the index's own, read backwards, so that Postgres takes the index even where it believes that a letter has most of
  // the stamps; `offset 0` keeps it from looking up who pays before the cheap conditions have spoken.
  const paysTheRelay = `stamp.relay = item.relay and item.relay <> '${zeroAddress}'`
  const among = (condition: string) =>
    `select stamp.* ${ofLetter(names)} and ${isPending}
      and stamp.expires_at > item.now and ${condition}
      and gate.is_open and item.stamp_id is null
    order by stamp.carriage_met desc, stamp.status desc
    offset 0`
  return `
    select ${asFact('null')}
    from (
      (${among(`${paysTheRelay} and stamp.carriage_met and stamp.carriage >= coalesce(${leastCarriage}, 0)`)})
      union all
      (${among(`${paysTheRelay} and item.min_carriage is not null
        and stamp.carriage_met is null and stamp.carriage >= ${leastCarriage}`)})
      union all
      (${among(`stamp.relay = '${zeroAddress}' and item.accepts_unpaid`)})
    ) stamp
    where not ${isPostedWhileClosed} and not ${isExpiring}
      and stamp.posted_block <= item.level_block and ${payerDenied(names, 'stamp.sender')} is null
    limit 1`
}

/**
 * SQL of the stamp of the letter that gets furthest in the table where none passes. Of a letter with many stamps it looks at
 * a hundred of each pool: pending ones that pay the relay its price, any that the relay could take, any at all. `reached`
 * is the row that refuses a stamp, row 8 aside: who pays is looked up for one stamp after the other, furthest first.
 */
export function furthestStamp(names: Names): string {
  const reached = `case
    when inbox.door = 'closed' and (stamp.posted_while_closed or not ${isPending}) then 5
    when stamp.relay = '${zeroAddress}' and not item.accepts_unpaid then 9
    when stamp.relay not in (item.relay, '${zeroAddress}') then 9
    when stamp.status in ('collected', 'returned') then 10
    when stamp.status = 'expired' or stamp.expires_at <= item.now then 11
    when ${isExpiring} then 13
    when stamp.relay <> '${zeroAddress}' and (
      stamp.carriage < coalesce(${leastCarriage}, 0) or not stamp.carriage_met
      or (stamp.carriage_met is null and ${leastCarriage} is null)
    ) then 14
    else 15
  end as reached`
  const relays = `(item.relay, case when item.accepts_unpaid then '${zeroAddress}' else item.relay end)`
  const pool = (condition: string) =>
    `(select stamp.*, ${reached} ${ofLetter(names)} and ${condition}
      order by stamp.relay, stamp.carriage_met, stamp.status limit ${diagnosisLimit})`
  return `
    with candidate as materialized (
      select * from (
        ${pool(`stamp.relay = item.relay and stamp.carriage_met and ${isPending}`)}
        union all ${pool(`stamp.relay in ${relays}`)}
        union all ${pool('true')}
      ) pools
      where gate.is_open and item.stamp_id is null and passing.fact is null
      order by reached desc, posted_block desc, stamp_id
    )
    select coalesce(
      (
        select ${asFact('null')} from candidate stamp
        where stamp.reached > 5 and ${payerDenied(names, 'stamp.sender')} is null limit 1
      ),
      (select ${asFact(payerDenied(names, 'stamp.sender'))} from candidate stamp limit 1)
    ) as fact`
}
