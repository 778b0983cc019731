import { spawn } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Address, Hex } from 'viem'
import { formatEther, keccak256, numberToHex, zeroAddress } from 'viem'
import { inboxIdOf } from '../../protocol/ids.ts'
import { keyKinds } from '../../protocol/keyKinds.ts'
import type { World } from '../../scripts/seed/world.ts'
import { from, milli, travelTo } from '../../scripts/seed/world.ts'
import { root } from '../../scripts/stack/paths.ts'
import { poll } from '../../scripts/stack/poll.ts'
import { toLetterHeaders } from '../../sdk/src/x402/letterHeaders.ts'
import { manyInboxes } from './manyInboxes.ts'

export type BigMailingParameters = {
  /** A running stack. */
  world: World
  rpcUrl: string
  apiUrl: string
  relay: { address: Address; url: string }
  /** An empty one, for the list and what comes of it. */
  folder: string
  letters: number
  /** As many as letters, or fewer, which then get several each. */
  inboxes: number
  /** Whether all letters are sealed and sent; else those to the three readers alone, and of the others there are hashes. */
  isSealed: boolean
}

/** What something took, its process included. */
export type Took = {
  seconds: number
  /** Of the processor, in the command's own process, whatever else the machine does. */
  processor?: number | undefined
  gas?: bigint | undefined
}

export type BigMailing = {
  registered: Took
  opened: Took
  sent: Took & { letters: number }
  proven: Took
  /** Of one letter, by its recipient. */
  collected: Took
  closed: Took
  /** Bytes of the mailing's file. */
  fileBytes: number
  proofLength: number
}

/** Who has keys, and so can answer: places of development accounts. */
const readers = [16, 17, 18]
const [payer, builder] = [15, 19]

const stake = milli
const window = 86_400
const days = 30

/** A public key of X25519 as good as any: RFC 7748's base point, which is that of the secret 1. Nobody opens these letters. */
const basePoint: Hex = `0x${'09'.padEnd(64, '0')}`

/**
 * A mailing by the command line, from the list to leaves that are collected and the rest coming back, as `docs/cli.md` has it. Each inbox is
 * on chain, and asks for the stake; three of them have somebody who collects.
 *
 * @throws {Error} A command fails, or somebody has not exactly what is due.
 */
export async function bigMailing(parameters: BigMailingParameters): Promise<BigMailing> {
  const { world, apiUrl, relay, folder, letters, isSealed } = parameters
  const command = commandOf(parameters)
  const start = performance.now()
  const { inboxIds, gas } = await openInboxes(world, parameters.inboxes, isSealed)
  await untilIndexed(parameters)
  await untilKnown(relay.url, inboxIds.at(-1) as Hex)
  const registered = { seconds: (performance.now() - start) / 1_000, gas }

  const rows = Array.from({ length: letters }, (_, index) =>
    isSealed || index < readers.length
      ? `${inboxIds[index % inboxIds.length]},,News for reader ${index}`
      : `${inboxIds[index % inboxIds.length]},${keccak256(numberToHex(index))},`,
  )
  writeFileSync(join(folder, 'list.csv'), `recipient,letter,text\n${rows.join('\n')}\n`)
  const cap = formatEther(BigInt(letters) * 2n * stake)
  const { result: open, ...opened } = await command(
    `mailing open list.csv --relay ${relay.address} --expires ${days}d --yes`,
    ...['--stake', `${formatEther(stake)} ETH`, '--max', `${cap} ETH`, '--dev', `${payer}`],
  )
  if (open.mailing.count !== letters) throw new Error(`It has ${open.mailing.count} letters.`)
  await untilIndexed(parameters)

  const { result: send, ...sent } = await command(`mailing send list.mailing --at ${relay.url}`)
  const due = isSealed ? letters : readers.length
  if (send.sent !== due) throw new Error(JSON.stringify(send))
  const proven = await command('mailing prove list.mailing --out proofs.ndjson')
  const documents = readFileSync(join(folder, 'proofs.ndjson'), 'utf8').trimEnd().split('\n')
  if (documents.length !== letters) throw new Error(`There are ${documents.length} proofs.`)
  await checkVerdict(apiUrl, JSON.parse(documents.at(-1) ?? ''))

  let collected: Took | undefined
  for (const [place, reader] of readers.entries()) {
    // Letters are in the order of their inboxes' ids.
    const own = documents.find((document) => document.includes(inboxIds[place] ?? ''))
    writeFileSync(join(folder, `mail-${place}.json`), own ?? '')
    const before = await balanceOf(world, reader)
    collected = await command(`collect --mail mail-${place}.json --yes --dev ${reader}`)
    if ((await balanceOf(world, reader)) - before !== stake) throw new Error('No stake came.')
  }
  await travelTo(world, open.mailing.expiresAt)
  const before = await balanceOf(world, payer)
  const { result: close, ...closed } = await command(
    `mailing close list.mailing --yes --dev ${payer}`,
  )
  const back = (await balanceOf(world, payer)) - before
  if (!isDue(open.mailing, back) || back !== BigInt(close.refund.amount))
    throw new Error(`${back} came back.`)
  return {
    ...{ registered, opened: timed(opened), sent: { ...timed(sent), letters: due } },
    ...{ proven: timed(proven), collected: timed(collected), closed: timed(closed) },
    fileBytes: statSync(join(folder, 'list.mailing')).size,
    proofLength: JSON.parse(documents[0] ?? '').claims[0].proof.length,
  }
}

const timed = ({ seconds = 0, processor, gas }: Partial<Took> = {}): Took => ({
  seconds,
  processor,
  gas,
})

/** The stakes that nobody collected, and the carriage unless the relay was quicker. */
function isDue(mailing: { count: number; carriage: string }, back: bigint): boolean {
  const stakes = BigInt(mailing.count - readers.length) * stake
  return [stakes, stakes + BigInt(mailing.count) * BigInt(mailing.carriage)].includes(back)
}

/** Inboxes that ask for the stake: first those of the readers. */
async function openInboxes(world: World, count: number, isSealed: boolean) {
  const { client, inboxes, office } = world
  const keys = [{ kind: keyKinds.x25519, publicKey: basePoint }]
  const inboxIds: Hex[] = []
  for (const reader of readers) {
    const { account } = from(reader)
    const inboxId = inboxIdOf(account.address, 0n)
    const inputs = keys.map((key) => ({ ...key, expiresAt: 0, possession: '0x' as const }))
    await inboxes.write.register([0n, zeroAddress, inputs], { account })
    await office.write.setTerms([inboxId, zeroAddress, stake, window, false], { account })
    inboxIds.push(inboxId)
  }
  const { account } = from(builder)
  const terms = { token: zeroAddress, stake, window } as const
  const shared = { registry: inboxes.address, postOffice: office.address, terms }
  const parts = { ...shared, keys: isSealed ? keys : [] }
  let gas = 0n
  while (inboxIds.length < count) {
    const nonce = await client.getTransactionCount({ address: account.address })
    const creation = { from: account.address, nonce }
    const { data, inboxIds: made } = manyInboxes(parts, creation, count - inboxIds.length)
    const hash = await client.sendTransaction({ account, data, gas: 29_000_000n })
    const receipt = await client.getTransactionReceipt({ hash })
    if (receipt.status !== 'success') throw new Error(`Inboxes were not registered: ${hash}`)
    gas += receipt.gasUsed
    inboxIds.push(...made)
  }
  return { inboxIds, gas }
}

function balanceOf({ office }: World, index: number): Promise<bigint> {
  return office.read.balanceOf([from(index).account.address, 0n])
}

/** Waits until the API has seen all there is. */
async function untilIndexed({ world, apiUrl }: Pick<BigMailingParameters, 'world' | 'apiUrl'>) {
  const head = await world.client.getBlockNumber({ cacheTime: 0 })
  const isIndexed = async () => {
    const { chains } = (await (await fetch(`${apiUrl}/v1/chains`)).json()) as {
      chains: { indexedBlock: string | null }[]
    }
    return BigInt(chains[0]?.indexedBlock ?? -1) >= head
  }
  await poll(isIndexed, { for: `block ${head} in the API`, within: 120_000 })
}

/** Waits until the relay's own copy of the chain has an inbox too: without postage, it says then what that costs. */
async function untilKnown(url: string, inboxId: Hex): Promise<void> {
  const headers = toLetterHeaders({ inboxId, sender: from(payer).account.address })
  const isKnown = async () => {
    const response = await fetch(`${url}/letters`, { method: 'POST', headers, body: 'Who is it?' })
    return ((await response.json()) as { error?: string }).error !== 'unknown_inbox'
  }
  await poll(isKnown, { for: `inbox ${inboxId} at the relay`, within: 120_000, every: 500 })
}

async function checkVerdict(apiUrl: string, document: Document): Promise<void> {
  const { chain, mailing, claims, paid } = document
  const [{ inboxId, letterHash }] = claims
  const { sender, relay } = mailing
  const response = await fetch(`${apiUrl}/v1/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ chain, inboxId, letterHash, sender, relay, mailing: paid.mailing }),
  })
  const { reason } = (await response.json()) as { reason?: string }
  if (reason !== 'paid') throw new Error(`The last letter is ${reason}.`)
}

// biome-ignore lint/suspicious/noExplicitAny: of any form, which is what is found out
type Document = any

/** Has a process tell on its way out how many microseconds of the processor it has used. */
const tellsUsage = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from 'node:fs'
  process.on('exit', () => {
    const { user, system } = process.cpuUsage()
    writeSync(3, String(user + system))
  })`)}`

/** Runs command lines as a user does, with --json, and gives the document, and what it took. */
function commandOf({ rpcUrl, apiUrl, folder }: BigMailingParameters) {
  const env = { ...process.env, PENNYPOST_RPC_URL: rpcUrl, PENNYPOST_API_URL: apiUrl }
  return async (line: string, ...more: string[]): Promise<Took & { result: Document }> => {
    const start = performance.now()
    const words = [...line.split(' '), ...more, '--json']
    const args = ['--import', tellsUsage, join(root, 'cli/main.ts'), ...words]
    const stdio = ['ignore', 'pipe', 'pipe', 'pipe'] as const
    const child = spawn(process.execPath, args, { cwd: folder, env, stdio: [...stdio] })
    const output = { stdout: '', stderr: '', usage: '' }
    for (const [place, name] of (['stdout', 'stderr', 'usage'] as const).entries())
      (child.stdio[place + 1] as Readable).setEncoding('utf8').on('data', (text: string) => {
        output[name] += text
      })
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    if (code !== 0) throw new Error(`pennypost ${line} ended with ${code}: ${output.stderr}`)
    const result = JSON.parse(output.stdout) as Document
    const transactions = (result.transactions ?? []) as { gasUsed: string }[]
    const gas = transactions.reduce((sum, { gasUsed }) => sum + BigInt(gasUsed), 0n)
    const processor = Number(output.usage) / 1e6
    return { result, seconds: (performance.now() - start) / 1_000, processor, gas }
  }
}
