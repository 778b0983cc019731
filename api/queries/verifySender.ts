import type { Names } from './verifyStamps.ts'
import { subjectOf } from './verifyStamps.ts'
import { holds, start } from './verifyStarts.ts'

/** SQL of the inbox that the sender is, if it is registered, or is linked to, and since when. Only registered inboxes have wallets. */
export function senderInbox({ id, schema }: Names): string {
  return `
    (
      select link.inbox_id, link.since_block from ${schema}.wallet link
      where link.chain_id = ${id} and ${start('link.wallet')} = item.sender_start
        and ${holds('link.wallet = item.sender')} and length(item.sender) = 42
      limit 1
    )
    union all
    (
      select own.inbox_id, 0 from ${schema}.inbox own
      where own.chain_id = ${id} and ${start('own.inbox_id')} = item.sender_start
        and ${holds('own.inbox_id = item.sender')} and length(item.sender) = 66
      limit 1
    )
    limit 1`
}

/**
 * SQL of what the inbox says of the sender, as text: `closeness,consent,since,subject` with a bar between several, null if it
 * says nothing. Closeness 1 is the sender as claimed, 2 the inbox that it is linked to (since both the word and the link
 * hold), 3 another wallet of that, of which only a denial counts; of these the first alone is told.
 */
export function wordOnSender({ id, schema }: Names): string {
  const word = (closeness: string, subject: string, since: string) => `
    (
      select concat_ws(',', ${closeness}, consent.consent, ${since}, consent.subject) as word
      from ${schema}.consent
      where consent.chain_id = ${id} and consent.inbox_id = item.inbox_id
        and consent.subject = ${subject} and consent.consent <> 'none'
      limit 1
    )`
  const own = 'case when length(item.sender) = 66 then item.sender else sender.inbox_id end'
  return `
    select string_agg(word, '|') from (
      ${word(
        '1',
        `case when length(item.sender) = 42 then ${subjectOf('item.sender')} else item.sender end`,
        'consent.since_block',
      )}
      union all
      select word from (select where sender.inbox_id <> item.sender) linked cross join lateral ${word(
        '2',
        'sender.inbox_id',
        'greatest(consent.since_block, sender.since_block)',
      )} given
      union all
      (
        select word from (
          select ${subjectOf('wallet')} as subject from ${schema}.wallet
          where chain_id = ${id} and inbox_id = ${own} and wallet <> item.sender
          offset 0
        ) sibling
        cross join lateral ${word('3', "sibling.subject and consent.consent = 'denied'", 'consent.since_block')} given
        limit 1
      )
    ) words`
}

/** SQL of the block since which a list of such words has allowed the sender or its inbox; null: it does not. */
export function allowedSince(list: string): string {
  return `(
    select min(split_part(word, ',', 3)::int8) from string_to_table(${list}, '|') word
    where split_part(word, ',', 2) = 'allowed'
  )`
}

/** SQL of the key that the sender's statement names, as JSON `StatementKeyFact`; of a kind that does not sign, without its bytes. */
export function statementKey({ id, schema }: Names): string {
  return `
    select json_build_object(
      'kind', key.kind,
      'publicKey', case when key.kind in (1, 3, 4) then key.public_key else '0x' end,
      'isRevoked', key.revoked_block is not null or key.epoch < owner.key_epoch,
      'expiresAt', key.expires_at, 'sinceBlock', key.period_block
    )
    from ${schema}.key
    join ${schema}.inbox owner on owner.chain_id = ${id} and owner.inbox_id = key.inbox_id
    where key.chain_id = ${id} and key.inbox_id = item.key_inbox_id
      -- From it to it, and in order: so Postgres takes the primary key, and no index by key alone, where anybody may add
      -- inboxes, or by inbox alone.
      and key.key_id >= item.key_id and key.key_id <= item.key_id
      and key.kind is not null and key.period_block is not null
    order by key.key_id
    limit 1`
}
