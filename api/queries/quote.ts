import type { Address, Hex } from 'viem'
import { maxInboxTerms } from '../../protocol/wire/inbox.ts'
import type { BlockRow } from './database.ts'
import { asOfColumn } from './database.ts'
import { statement } from './statement.ts'

/** What a price depends on. Amounts are decimal strings. */
export type QuoteRow = {
  asOf: BlockRow | null
  /** Null if the chain has no such inbox. */
  door: 'free' | 'postage' | 'closed' | null
  /** The inbox's words on the sender, its inbox and that one's wallets, as far as it gave any. */
  consents: { subject: Hex; consent: 'none' | 'allowed' | 'denied' }[]
  /** Inbox of the sender, if that is a wallet; null if it has none. */
  senderInboxId: Hex | null
  /** Null if the relay is not registered (or none was named). */
  isRelayActive: boolean | null
  /** What the inbox accepts, by token. `carriage` is null where the relay does not accept the token. */
  terms: {
    token: Address
    stake: string
    window: number
    carriage: string | null
    /** The sender's balance in the PostOffice. */
    balance: string
  }[]
}

/**
 * One row.
 *
 * @param sender - A wallet or an inbox id; null: nobody in particular.
 * @param relay - Null: no relay in particular.
 */
export const readQuote = statement<
  QuoteRow,
  [inboxId: Hex, sender: Hex | null, relay: Address | null]
>(
  ({ id, schema }) => `
    with sender_inbox as materialized (
      select case
        when length($2) = 66 then $2
        else (select inbox_id from ${schema}.wallet where chain_id = ${id} and wallet = $2)
      end as inbox_id
    ),
    subjects as materialized (
      select case when length($2) = 42 then '0x' || repeat('0', 24) || substr($2, 3) end as subject
      union select inbox_id from sender_inbox
      union select '0x' || repeat('0', 24) || substr(wallet, 3)
      from ${schema}.wallet
      where chain_id = ${id} and inbox_id = (select inbox_id from sender_inbox)
    )
    select ${asOfColumn({ id, schema })},
    (select door from ${schema}.inbox where chain_id = ${id} and inbox_id = $1) as door,
    (
      select coalesce(json_agg(json_build_object('subject', subject, 'consent', consent)), '[]')
      from ${schema}.consent
      where chain_id = ${id} and inbox_id = $1
        and subject = any(array(select subject from subjects where subject is not null))
    ) as consents,
    (select inbox_id from sender_inbox where length($2) = 42) as "senderInboxId",
    (select active from ${schema}.relay where chain_id = ${id} and relay = $3) as "isRelayActive",
    (
      select coalesce(json_agg(to_json(t)), '[]') from (
        select t.token, t.stake::text as stake, t."window",
          case when c.accepted then c.amount::text end as carriage,
          coalesce(b.amount, 0)::text as balance
        from ${schema}.terms t
        left join ${schema}.carriage c
          on c.chain_id = t.chain_id and c.relay = $3 and c.token = t.token
        left join ${schema}.balance b
          on b.chain_id = t.chain_id and b.account = $2 and b.token = t.token
        where t.chain_id = ${id} and t.inbox_id = $1 and t.stake > 0
        order by c.accepted is not true, t.token
        limit ${maxInboxTerms}
      ) t
    ) as terms`,
)
