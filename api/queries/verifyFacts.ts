import type { Address, Hex } from 'viem'
import { subjectOf } from '../../protocol/ids.ts'
import type { VerifyItem } from '../../protocol/wire/verify.ts'
import type { Chain } from '../services.ts'
import type { Door, StampFact, TokenFact, VerifyFacts } from '../verify/facts.ts'
import type { BlockRow } from './database.ts'
import type { ChainTables } from './statement.ts'
import { statement } from './statement.ts'
import { verifyStatement } from './verifyStatement.ts'

/** What is needed of a chain to ask about its letters. */
export type VerifyChain = Omit<ChainTables, 'database'> & Pick<Chain, 'freshness' | 'verdicts'>

export type VerifyAnswer = {
  /** The newest block row, of the same snapshot as the facts; null: there is none, nor any facts. */
  asOf: BlockRow | null
  /** In the order of the items. */
  facts: VerifyFacts[]
}

type StampJson = Omit<StampFact, 'carriage' | 'stake' | 'carriageAsked'> & {
  carriage: string
  stake: string
  carriageAsked: string | null
}

type TokenJson = { token: Address; stake: string; window: number; carriageAsked: string | null }

type Row = {
  asOf: BlockRow | null
  position: number | null
  levelBlock: number
  now: number
  registeredBlock: number | null
  door: Door
  doorSinceBlock: number
  senderInboxId: Hex | null
  deniedSubject: Hex | null
  deniedSince: number
  allowedSubject: Hex | null
  allowedSince: number
  stamp: StampJson | null
  tokens: { any: boolean; common: TokenJson[] } | null
}

const readRows = statement<Row, [items: string, now: number]>(verifyStatement)

/**
 * Reads all that verdicts on letters of one chain turn on, in one statement and so of one block, however many they are.
 *
 * @param now - The wall clock, Unix seconds.
 * @throws {ApiError} As `Database.query`.
 */
export async function readVerifyFacts(
  chain: VerifyChain,
  items: readonly VerifyItem[],
  now: number,
): Promise<VerifyAnswer> {
  const levels = chain.freshness.levels()
  const given = JSON.stringify(items.map((item) => toStatementItem(item, levels)))
  const rows = await readRows({ ...chain, database: chain.verdicts }, given, now)
  const asOf = rows[0]?.asOf ?? null
  if (!asOf || items.length === 0) return { asOf, facts: [] }
  return { asOf, facts: rows.map((row) => toFacts(row, asOf)) }
}

/** An item as the statement takes it; `verifyStatement` names the columns. */
function toStatementItem(item: VerifyItem, levels: { safe: number; finalized: number }) {
  const { finality = 'latest', minCarriage } = item
  return {
    inbox_id: item.inboxId,
    sender: item.sender,
    subject: subjectOf(item.sender),
    letter_hash: item.letterHash,
    relay: item.relay,
    stamp_id: item.stampId ?? null,
    authenticated: item.senderAuthenticated === true,
    tag_block: finality === 'latest' ? null : levels[finality],
    min_confirmations: item.minConfirmations ?? 1,
    min_seconds_left: item.minSecondsLeft ?? null,
    min_carriage: minCarriage?.size
      ? Object.fromEntries([...minCarriage].map(([token, least]) => [token, String(least)]))
      : null,
    accepts_unpaid: item.acceptUnpaidCarriage === true,
  }
}

function toFacts(row: Row, asOf: BlockRow): VerifyFacts {
  const { registeredBlock, door, doorSinceBlock, deniedSubject, allowedSubject, tokens } = row
  return {
    block: asOf.number,
    levelBlock: row.levelBlock,
    now: row.now,
    inbox: registeredBlock === null ? null : { registeredBlock, door, doorSinceBlock },
    senderInboxId: row.senderInboxId,
    denied: deniedSubject && { subject: deniedSubject, sinceBlock: row.deniedSince },
    allowed: allowedSubject && { subject: allowedSubject, sinceBlock: row.allowedSince },
    stamp: row.stamp && toStamp(row.stamp),
    tokens: tokens && { any: tokens.any, common: tokens.common.map(toToken) },
  }
}

function toStamp(stamp: StampJson): StampFact {
  const { carriage, stake, carriageAsked } = stamp
  return {
    ...stamp,
    carriage: BigInt(carriage),
    stake: BigInt(stake),
    carriageAsked: carriageAsked === null ? null : BigInt(carriageAsked),
  }
}

function toToken({ token, stake, window, carriageAsked }: TokenJson): TokenFact {
  const asked = carriageAsked === null ? null : BigInt(carriageAsked)
  return { token, stake: BigInt(stake), window, carriageAsked: asked }
}
