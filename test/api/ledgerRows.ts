import type { Hex, TransactionReceipt } from 'viem'
import { numberToHex, parseEventLogs } from 'viem'
import { postOfficeAbi } from '../../generated/postOfficeAbi.ts'
import * as schema from '../../indexer/ponder.schema.ts'
import type { Tables } from '../helpers/tables.ts'

type Place = {
  chainId: number
  blockNumber: number
  logIndex: number
  timestamp: number
  transaction: Hex
}
type Step = Place & { blockHash: Hex }

/**
 * Writes what receipts of the PostOffice say into the tables that the API reads the ledger, stamps and mailings from: what
 * the indexer writes, without the circumstances that only verdicts turn on.
 */
export async function writeReceipts(
  tables: Tables,
  chainId: number,
  receipts: readonly { receipt: TransactionReceipt; timestamp: number }[],
): Promise<void> {
  const rows = emptyRows()
  for (const { receipt, timestamp } of receipts) {
    for (const log of parseEventLogs({ abi: postOfficeAbi, logs: receipt.logs })) {
      const place = {
        chainId,
        blockNumber: Number(receipt.blockNumber),
        logIndex: log.logIndex,
        timestamp,
        transaction: receipt.transactionHash,
      }
      const write = writers[log.eventName]
      write?.(rows, { ...place, blockHash: receipt.blockHash }, lower(log.args) as never)
    }
  }
  const all = [
    [schema.stamp, [...rows.stamps.values()]],
    [schema.stampStep, rows.steps],
    [schema.mailing, rows.mailings],
    [schema.mailingStep, rows.mailingSteps],
    [schema.mail, rows.mail],
    [schema.ledgerTransfer, rows.transfers],
    [schema.cashMovement, rows.cash],
  ] as const
  for (const [table, some] of all) {
    if (some.length > 0) await tables.insert(table, ...(some as never[]))
  }
}

const emptyRows = () => ({
  stamps: new Map<Hex, typeof schema.stamp.$inferInsert>(),
  steps: [] as (typeof schema.stampStep.$inferInsert)[],
  mailings: [] as (typeof schema.mailing.$inferInsert)[],
  mailingSteps: [] as (typeof schema.mailingStep.$inferInsert)[],
  mail: [] as (typeof schema.mail.$inferInsert)[],
  transfers: [] as (typeof schema.ledgerTransfer.$inferInsert)[],
  cash: [] as (typeof schema.cashMovement.$inferInsert)[],
})

type Rows = ReturnType<typeof emptyRows>
// biome-ignore lint/suspicious/noExplicitAny: each writer knows the arguments of its event.
type Writer = (rows: Rows, place: Step, args: any) => void

const writers: Record<string, Writer> = {
  StampPosted(rows, place, args) {
    rows.stamps.set(args.stampId, {
      ...args,
      chainId: place.chainId,
      expiresAt: Number(args.expiresAt),
      status: 'open',
      postedBlock: place.blockNumber,
      postedBlockHash: place.blockHash,
      postedAt: place.timestamp,
      postedTx: place.transaction,
      window: 0,
      relayMayCollect: true,
      postedWhileClosed: false,
      carriagePaid: false,
    })
    rows.steps.push({ ...place, stampId: args.stampId, step: 'posted' })
  },
  StampAdmitted(rows, place, { stampId, relay }) {
    Object.assign(stampOf(rows, stampId), { status: 'admitted', carriagePaid: true })
    rows.steps.push({ ...place, stampId, step: 'admitted', carriageTo: relay })
  },
  StampCollected(rows, place, { stampId, payout, carriageTo }) {
    Object.assign(stampOf(rows, stampId), { status: 'collected', carriagePaid: true })
    rows.steps.push({ ...place, stampId, step: 'collected', stakeTo: payout, carriageTo })
  },
  StampReturned(rows, place, { stampId, carriageTo }) {
    const { sender } = stampOf(rows, stampId)
    Object.assign(stampOf(rows, stampId), { status: 'returned', carriagePaid: true })
    rows.steps.push({ ...place, stampId, step: 'returned', stakeTo: sender, carriageTo })
  },
  StampExpired(rows, place, { stampId, carriageTo }) {
    const { sender } = stampOf(rows, stampId)
    Object.assign(stampOf(rows, stampId), { status: 'expired' })
    rows.steps.push({ ...place, stampId, step: 'expired', stakeTo: sender, carriageTo })
  },
  MailingOpened(rows, place, args) {
    rows.mailings.push({
      ...args,
      chainId: place.chainId,
      count: Number(args.count),
      expiresAt: Number(args.expiresAt),
      status: 'open',
      openedBlock: place.blockNumber,
      openedLogIndex: place.logIndex,
      openedBlockHash: place.blockHash,
      openedAt: place.timestamp,
      openedTx: place.transaction,
      carriagePaid: false,
    })
    rows.mailingSteps.push({ ...place, mailingId: args.mailingId, step: 'opened' })
  },
  MailingAdmitted(rows, place, { mailingId }) {
    rows.mailingSteps.push({ ...place, mailingId, step: 'admitted' })
  },
  MailingClosed(rows, place, { mailingId, refund }) {
    rows.mailingSteps.push({ ...place, mailingId, step: 'closed', refund })
  },
  MailCollected(rows, place, args) {
    rows.mail.push({ ...place, ...args, index: Number(args.index) })
  },
  Deposited(rows, place, args) {
    rows.cash.push({ ...place, kind: 'deposit', ...args })
  },
  Withdrawn(rows, place, { owner: from, ...paid }) {
    rows.cash.push({ ...place, kind: 'withdrawal', from, ...paid })
  },
  Transfer(rows, place, { caller, sender: from, receiver: to, id, amount }) {
    const token = numberToHex(id, { size: 20 })
    if (amount > 0n) rows.transfers.push({ ...place, caller, from, to, token, amount })
  },
}

function stampOf({ stamps }: Rows, id: Hex): object & { sender: Hex } {
  const stamp = stamps.get(id)
  if (!stamp) throw new Error(`${id} was never posted`)
  return stamp
}

/** Addresses as the index has them. */
function lower(args: object): object {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      typeof value === 'string' && value.startsWith('0x') ? value.toLowerCase() : value,
    ]),
  )
}
