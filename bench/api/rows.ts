import { getTableColumns, getTableName } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { zeroAddress } from 'viem'
import * as tables from '../../indexer/ponder.schema.ts'
import type { DataSizes } from './names.ts'
import {
  chainId,
  consentEvery,
  expiresAt,
  genesisTime,
  relays,
  sqlAddress,
  sqlHash,
} from './names.ts'

/** SQL of each column of row `i`. */
type Columns<Table extends PgTable> = Record<keyof Table['$inferInsert'], string | number>

const [id, inbox, wallet, tx] = [
  sqlHash('stamp', 'i'),
  sqlHash('inbox', 'i'),
  sqlAddress('wallet', 'i'),
  sqlHash('transaction', 'i'),
]
const native = `'${zeroAddress}'`
const subject = (name: string) => `'0x${'0'.repeat(24)}' || substr(${sqlAddress(name, 'i')}, 3)`
const since = { sinceBlock: 1, sinceTime: genesisTime }
const placed = { blockNumber: 1, logIndex: 'i', timestamp: genesisTime, transaction: tx }

/**
 * SQL that fills empty tables as the indexer would, with senders and letters in random places of every index. Where stamp `i` stands is
 * told in names.ts.
 *
 * @param blocks - Number of the newest block that any row speaks of.
 */
export function rowStatements({ stamps, inboxes }: DataSizes, blocks: number): string[] {
  const postedBlock = `(1 + i * 13 % ${blocks - 10})`
  const postedHash = sqlHash('block', postedBlock)
  const postedAt = `${genesisTime} + 2 * ${postedBlock}`
  const forInboxes = <Table extends PgTable>(table: Table, columns: Columns<Table>) =>
    insert(table, columns, 0, inboxes - 1)
  const consent = (name: string, word: string) =>
    insert(
      tables.consent,
      {
        chainId,
        inboxId: inbox,
        subject: subject(name),
        consent: `'${word}'`,
        ...since,
      },
      0,
      inboxes - 1,
      consentEvery,
    )
  const terms = { token: native, stake: 1000, window: 3600, relayMayCollect: 'false' }
  return [
    forInboxes(tables.inbox, {
      chainId,
      inboxId: inbox,
      creator: wallet,
      inboxNonce: 0,
      recovery: wallet,
      recoverySinceBlock: 1,
      recoverySinceTime: genesisTime,
      keyEpoch: 0,
      registeredBlock: 1,
      registeredLogIndex: 'i',
      registeredAt: genesisTime,
      registeredTx: tx,
      door: `'postage'`,
      doorSinceBlock: 1,
      doorSinceTime: genesisTime,
      payout: 'null',
      consentGiven: `i % ${consentEvery} = 0`,
    }),
    forInboxes(tables.wallet, { chainId, wallet, inboxId: inbox, ...since }),
    forInboxes(tables.walletChange, { chainId, inboxId: inbox, wallet, linked: 'true', ...placed }),
    forInboxes(tables.key, {
      chainId,
      inboxId: inbox,
      keyId: sqlHash('key', 'i'),
      kind: 1,
      publicKey: sqlHash('public key', 'i'),
      possession: `'0x'`,
      possessionStatus: `'none'`,
      wallet,
      epoch: 0,
      expiresAt: 0,
      addedBlock: 1,
      addedAt: genesisTime,
      periodBlock: 1,
      periodLogIndex: 'i',
      revokedBlock: 'null',
      revokedAt: 'null',
      revokedLogIndex: 'null',
      revokedBy: 'null',
      revokedTx: 'null',
    }),
    forInboxes(tables.keyPeriod, {
      chainId,
      inboxId: inbox,
      keyId: sqlHash('key', 'i'),
      fromBlock: 1,
      fromLogIndex: 'i',
      fromTime: genesisTime,
      epoch: 0,
      expiresAt: 0,
      wallet,
      possessionStatus: `'none'`,
      endedBlock: 'null',
      endedAt: 'null',
      endedBy: 'null',
      transaction: tx,
    }),
    forInboxes(tables.terms, { chainId, inboxId: inbox, ...terms, ...since }),
    forInboxes(tables.termsChange, { chainId, inboxId: inbox, ...terms, ...placed }),
    forInboxes(tables.doorChange, { chainId, inboxId: inbox, door: `'postage'`, ...placed }),
    consent('friend', 'allowed'),
    consent('foe', 'denied'),
    insert(
      tables.relay,
      {
        chainId,
        relay: sqlAddress('relay', 'i'),
        signer: `'0x'`,
        endpoint: `'https://relay.example'`,
        active: 'true',
        ...since,
        registeredBlock: 1,
        registeredAt: genesisTime,
        activeTimeline: `'[[0,true]]'`,
      },
      0,
      relays - 1,
    ),
    insert(
      tables.carriage,
      {
        chainId,
        relay: sqlAddress('relay', 'i'),
        token: native,
        amount: 10,
        accepted: 'true',
        ...since,
        priceTimeline: `'[[0,"10"]]'`,
      },
      0,
      relays - 1,
    ),
    insert(
      tables.stamp,
      {
        chainId,
        stampId: id,
        sender: sqlAddress('wallet', `i * 31 % ${inboxes * 2}`),
        relay: sqlAddress('relay', `i % ${relays}`),
        token: native,
        inboxId: sqlHash('inbox', `i * 7919 % ${inboxes}`),
        letterHash: sqlHash('letter', 'i'),
        carriage: 10,
        stake: 1000,
        expiresAt,
        status: `case when i % 10 = 8 then 'collected' when i % 2 = 1 then 'admitted' else 'open' end`,
        postedBlock,
        postedBlockHash: postedHash,
        postedAt,
        postedTx: tx,
        window: 3600,
        relayMayCollect: 'false',
        postedWhileClosed: 'false',
        carriageAsked: 10,
        carriageMet: 'true',
        carriagePaid: 'i % 10 = 8 or i % 2 = 1',
        settledAt: `case when i % 10 = 8 then ${genesisTime + 2 * blocks} end`,
      },
      1,
      stamps,
    ),
    insert(
      tables.stampStep,
      {
        chainId,
        stampId: id,
        blockNumber: postedBlock,
        logIndex: 'i',
        step: `'posted'`,
        blockHash: postedHash,
        timestamp: postedAt,
        transaction: tx,
        stakeTo: 'null',
        carriageTo: 'null',
      },
      1,
      stamps,
    ),
  ]
}

/** SQL of blocks 0 to `blocks`. */
export function blockStatement(blocks: number): string {
  return insert(
    tables.block,
    {
      chainId,
      number: 'i',
      hash: sqlHash('block', 'i'),
      parentHash: sqlHash('block', 'i - 1'),
      timestamp: `${genesisTime} + 2 * i`,
    },
    0,
    blocks,
  )
}

function insert<Table extends PgTable>(
  table: Table,
  columns: Columns<Table>,
  first: number,
  last: number,
  step = 1,
): string {
  const names = getTableColumns(table)
  const given = Object.entries(columns).map(([name, value]) => {
    const column = names[name]
    if (!column) throw new Error(`${getTableName(table)} has no column ${name}`)
    return [`"${column.name}"`, `${value}`] as const
  })
  const [into, values] = [given.map(([name]) => name), given.map(([, value]) => value)]
  return `insert into "${getTableName(table)}" (${into.join(', ')})
    select ${values.join(', ')} from generate_series(${first}::int8, ${last}::int8, ${step}) i`
}
