/**
 * Shows what a reorg does to an answer, on what `npm start` runs: `npm run reorg`, or `npm run reorg -- --depth 5`.
 *
 * A stamp is posted and paid for; then the local chain's newest blocks, its own among them, are replaced by others without it.
 * Prints every verdict and every entry of the feed on the way. Ends with 0 if the verdict was taken back and the feed said so.
 */
import { parseArgs, styleText } from 'node:util'
import type { Hex } from 'viem'
import { readDeployment } from '../index.ts'
import type { QuoteResponse } from '../protocol/wire/quote.ts'
import { inboxIds } from './seed/inboxes.ts'
import { letterHash } from './seed/letters.ts'
import { people } from './seed/people.ts'
import { openWorld } from './seed/world.ts'
import { followEvents } from './stack/followEvents.ts'
import type { Said } from './stack/followVerdict.ts'
import { followVerdict } from './stack/followVerdict.ts'
import { startProgress } from './stack/progress.ts'
import { request } from './stack/rpc.ts'
import { StackError } from './stack/StackError.ts'
import { runningStack } from './stack/stackFile.ts'

const chain = 'eip155:31337'

/** Blocks that Ponder undoes; of more, the API says `reorg_too_deep` until the index is made anew. */
const MAX_DEPTH = 29

/** Milliseconds that each step gets. */
const WITHIN_MS = 30_000

async function reorganise(): Promise<void> {
  const depth = readDepth()
  const stack = runningStack()
  if (!stack) throw new StackError('Pennypost is not running. Run npm start in another terminal.')
  const { apiUrl, rpcUrl, deploymentsDir } = stack
  const { client } = openWorld(rpcUrl, readDeployment(31337, deploymentsDir))
  const mine = async (blocks: number) => {
    for (let count = 0; count < blocks; count++) await request(rpcUrl, 'evm_mine')
  }
  const progress = startProgress()
  const letter = {
    inboxId: inboxIds.bruno,
    sender: people.heidi.account.address,
    letterHash: letterHash(`A letter of ${Date.now()}`),
    relay: people.swift.account.address,
  }
  const events = await followEvents(apiUrl, chain, ({ type, retractedType, block }) => {
    const what = retractedType ? `${type} (${retractedType})` : type
    progress(`feed    ${styleText('bold', what)}, block ${block.number}`)
  })
  const verdict = followVerdict(apiUrl, { chain, ...letter }, (said) => progress(inWords(said)))
  try {
    await verdict.until('postage_required', WITHIN_MS)
    const snapshot = await client.snapshot()
    const { to, data, value } = await quoted(apiUrl, letter)
    await client.sendTransaction({ ...people.heidi, to, data, value })
    const block = await client.getBlockNumber()
    progress(`chain   the stamp is posted, block ${block}`)
    await mine(depth - 1)
    await verdict.until('paid', WITHIN_MS)
    const isOurs = ({ block: at, data }: { block: { number: string }; data: object }) =>
      at.number === String(block) && 'stampId' in data
    const posted = await events.until(isOurs, 'the feed to tell of the stamp', WITHIN_MS)

    await client.revert({ id: snapshot })
    progress(`chain   ${depth} ${depth === 1 ? 'block is' : 'blocks are'} replaced`)
    await mine(depth + 1)
    await verdict.until('postage_required', WITHIN_MS)
    const isRetraction = (entry: { type: string; data: { stampId?: string | undefined } }) =>
      entry.type === 'retracted' && entry.data.stampId === posted.data.stampId
    await events.until(isRetraction, 'the feed to retract the stamp', WITHIN_MS)
    const before = verdict.said.findIndex(({ word }) => word === 'paid')
    const between = verdict.said.slice(before + 1, -1).map(({ word }) => word)
    const silence = between.length > 0 ? `, with ${between.join(', ')} in between` : ''
    console.log(`\nThe verdict was taken back${silence}, and the feed said so.`)
  } finally {
    events.stop()
    await verdict.stop()
  }
}

function readDepth(): number {
  const { values } = parseArgs({ options: { depth: { type: 'string', default: '2' } } })
  const depth = Number(values.depth)
  if (Number.isInteger(depth) && depth >= 1 && depth <= MAX_DEPTH) return depth
  throw new StackError(`--depth has to be a number of blocks from 1 to ${MAX_DEPTH}.`)
}

/** The transaction that the API proposes for a letter's stamp. */
async function quoted(apiUrl: string, letter: Record<string, string>) {
  const search = new URLSearchParams({ chain, ...letter })
  const response = await fetch(`${apiUrl}/v1/quotes?${search}`)
  const quote = (await response.json()) as QuoteResponse
  const transaction = quote.options?.find((option) => option.transaction)?.transaction
  if (!transaction) throw new StackError(`No quote for the letter: ${quote.detail}`)
  const { to, data, value } = transaction
  return { to: to as Hex, data: data as Hex, value: BigInt(value) }
}

function inWords({ status, word, block, detail }: Said): string {
  const rest = block === undefined ? `: ${detail}` : `, as of block ${block}`
  return `verify  ${status} ${styleText('bold', word)}${rest}`
}

try {
  await reorganise()
  process.exit(0)
} catch (error) {
  console.error(`\n${(error as Error).message}`)
  process.exit(1)
}
