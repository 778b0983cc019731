import type { Names } from './verifyStamps.ts'
import { payerDenied } from './verifyStamps.ts'

/**
 * SQL of the named mailing as JSON, `MailingFact` but with amounts as text and the proof not judged; null: it is not indexed.
 *
 * Which terms and which door an inbox had when the mailing was opened is read from their history, at the place of the opening.
 */
export function namedMailing(names: Names): string {
  const { id, schema } = names
  const beforeOpening = `chain_id = ${id} and inbox_id = item.inbox_id
    and (block_number, log_index) < (mailing.opened_block, mailing.opened_log_index)`
  const newestFirst = 'order by block_number desc, log_index desc limit 1'
  return `
    select json_build_object(
      'mailingId', mailing.mailing_id, 'sender', mailing.sender, 'relay', mailing.relay,
      'token', mailing.token, 'root', mailing.root, 'count', mailing.count,
      'carriage', mailing.carriage::text, 'stake', mailing.stake::text, 'expiresAt', mailing.expires_at,
      'status', case when exists (
        select from ${schema}.mail where mail.chain_id = ${id}
          and mail.mailing_id = mailing.mailing_id and mail."index" = item.mail_index
      ) then 'collected' else mailing.status end,
      'postedBlock', mailing.opened_block, 'postedBlockHash', mailing.opened_block_hash,
      'postedAt', mailing.opened_at, 'carriageAsked', mailing.carriage_asked::text,
      'postedWhileClosed', coalesce(
        (select door = 'closed' from ${schema}.door_change where ${beforeOpening} ${newestFirst}), false
      ),
      'asked', coalesce(
        (
          select json_build_object('when', 'then', 'stake', stake::text, 'window', "window") from (
            select stake, "window" from ${schema}.terms_change
            where ${beforeOpening} and token = mailing.token ${newestFirst}
          ) newest
          where stake > 0
        ),
        (
          select json_build_object(
            'when', 'now', 'stake', stake::text, 'window', "window", 'sinceBlock', since_block
          )
          from ${schema}.terms
          where terms.chain_id = ${id} and terms.inbox_id = item.inbox_id
            and terms.token = mailing.token and terms.stake > 0
        )
      ),
      'payerDenied', ${payerDenied(names, 'mailing.sender')}
    )
    from ${schema}.mailing
    where mailing.chain_id = ${id} and mailing.mailing_id = item.mailing_id`
}
