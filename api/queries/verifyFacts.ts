import type { Address, Hex } from 'viem'
import type {
  ConsentFact,
  Door,
  MailingFact,
  StampFact,
  StatementKeyFact,
  TokenFact,
  VerifyFacts,
} from '../../protocol/verdict/facts.ts'
import type { FinalityLevels } from '../../protocol/verdict/levelBlockOf.ts'
import { levelBlockOf } from '../../protocol/verdict/levelBlockOf.ts'
import { verifyMailProof } from '../../protocol/verifyMailProof.ts'
import type { VerifyItem } from '../../protocol/wire/verify.ts'
import type { Chain } from '../services.ts'
import { takeTurn } from '../verify/turns.ts'
import type { BlockRow } from './database.ts'
import type { ChainTables } from './statement.ts'
import { statement } from './statement.ts'
import { itemParameters } from './verifyItems.ts'
import { verifyStatement } from './verifyStatement.ts'

/** What is needed of a chain to ask about its letters. */
export type VerifyChain = Omit<ChainTables, 'database'> & Pick<Chain, 'freshness' | 'verdicts'>

export type VerifyAnswer = {
  /** The newest block row, of the same snapshot as the facts; null: there is none, nor any facts. */
  asOf: BlockRow | null
  /** In the order of the items. */
  facts: VerifyFacts[]
}

type MailingJson = Omit<
  MailingFact,
  | 'kind'
  | 'index'
  | 'carriage'
  | 'stake'
  | 'sinceBlock'
  | 'window'
  | 'carriageAsked'
  | 'isProven'
  | 'asked'
> & {
  root: Hex
  payerDenied: Hex | null
  carriage: string
  stake: string
  carriageAsked: string | null
  asked: { when: 'then' | 'now'; stake: string; window: number; sinceBlock?: number } | null
}

type TokenJson = { token: Address; stake: string; window: number; carriageAsked: string | null }

type Row = {
  position: number | null
  /** In the first row. */
  asOf: BlockRow | null
  /** As in `verifyStatement`; so are the others. */
  known: string
  stamp: string | null
  mailing: MailingJson | null
  key: StatementKeyFact | null
  tokens: { any: boolean; common: TokenJson[] } | null
}

const readRows = statement<Row, (string | number | null)[]>(verifyStatement)

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
  const parameters = itemParameters(items, levels)
  const rows = await readRows({ ...chain, database: chain.verdicts }, ...parameters, now)
  const asOf = rows.find((row) => row.asOf)?.asOf ?? null
  if (!asOf || items.length === 0) return { asOf, facts: [] }
  const facts: VerifyFacts[] = []
  for (const row of rows) {
    const position = (row.position ?? 0) - 1
    const item = items[position]
    if (!item) throw new Error('The statement speaks of an item that nobody asked about')
    const read = () => toFacts(row, item, asOf, levels, now)
    // A mailing's proof is up to 34 hashes.
    facts[position] = row.mailing ? await takeTurn(read) : read()
  }
  return { asOf, facts }
}

function toFacts(
  row: Row,
  item: VerifyItem,
  asOf: BlockRow,
  levels: FinalityLevels,
  now: number,
): VerifyFacts {
  const { key, mailing, tokens } = row
  const [registered, door, doorSince, senderInboxId, ...words] = row.known.split('|') as string[]
  const { postage, payerDenied } = row.stamp ? readStamp(row.stamp) : toMailing(mailing, item)
  const facts: VerifyFacts = {
    block: asOf.number,
    levelBlock: levelBlockOf(item, asOf.number, levels),
    now: Math.max(now, asOf.timestamp),
    inbox: door
      ? {
          registeredBlock: Number(registered),
          door: door as Door,
          doorSinceBlock: Number(doorSince),
        }
      : null,
    senderInboxId: (senderInboxId || null) as Hex | null,
    denied: null,
    allowed: null,
    allowedInbox: null,
    statementKey: key,
    postage,
    payerDenied,
    tokens: tokens && { any: tokens.any, common: tokens.common.map(toToken) },
  }
  for (const word of words) addWord(facts, word)
  return facts
}

/** One word of the inbox on the sender, as `wordOnSender` gives it: closest first. */
function addWord(facts: VerifyFacts, word: string): void {
  if (word === '') return
  const [closeness, consent, since, subject] = word.split(',')
  const fact: ConsentFact = { subject: subject as Hex, sinceBlock: Number(since) }
  if (consent === 'denied') facts.denied ??= fact
  else if (closeness === '1') facts.allowed = fact
  else facts.allowedInbox = fact
}

/** The postage to judge, and who of its payer is denied. */
type JudgedPostage = Pick<VerifyFacts, 'postage' | 'payerDenied'>

/** A stamp as `asFact` in `verifyStamps` writes it. */
function readStamp(text: string): JudgedPostage {
  const [_passes, stampId, sender, relay, token, carriage, stake, expiresAt, status, ...more] =
    text.split('|') as string[]
  const [postedBlock, postedBlockHash, postedAt, window, whileClosed, asked, ...last] = more
  const [inboxId, letterHash, payerDenied] = last
  const postage: StampFact = {
    kind: 'stamp',
    stampId: stampId as Hex,
    sender: sender as Address,
    relay: relay as Address,
    token: token as Address,
    inboxId: inboxId as Hex,
    letterHash: letterHash as Hex,
    carriage: BigInt(carriage as string),
    stake: BigInt(stake as string),
    expiresAt: Number(expiresAt),
    status: status as StampFact['status'],
    postedBlock: Number(postedBlock),
    postedBlockHash: postedBlockHash as Hex,
    postedAt: Number(postedAt),
    window: Number(window),
    postedWhileClosed: whileClosed === 't',
    carriageAsked: asked ? BigInt(asked) : null,
  }
  return { postage, payerDenied: (payerDenied || null) as Hex | null }
}

function toMailing(mailing: MailingJson | null, item: VerifyItem): JudgedPostage {
  if (!mailing) return { postage: null, payerDenied: null }
  const { root, payerDenied, carriage, stake, carriageAsked, asked, ...fields } = mailing
  const { index = 0, proof = [] } = item.mailing ?? {}
  const { count, postedBlock } = fields
  const { inboxId, letterHash } = item
  const postage: MailingFact = {
    ...fields,
    kind: 'mailing',
    index,
    isProven: verifyMailProof({ root, count, index, inboxId, letterHash, proof }),
    carriage: BigInt(carriage),
    stake: BigInt(stake),
    carriageAsked: carriageAsked === null ? null : BigInt(carriageAsked),
    asked: asked && { when: asked.when, stake: BigInt(asked.stake), window: asked.window },
    window: asked?.window ?? 0,
    sinceBlock: Math.max(postedBlock, asked?.sinceBlock ?? 0),
  }
  return { postage, payerDenied }
}

function toToken({ token, stake, window, carriageAsked }: TokenJson): TokenFact {
  const asked = carriageAsked === null ? null : BigInt(carriageAsked)
  return { token, stake: BigInt(stake), window, carriageAsked: asked }
}
