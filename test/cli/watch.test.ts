import { spawn } from 'node:child_process'
import type { AddressInfo, Socket } from 'node:net'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import type { FeedEntry } from '@pennypost/sdk'
import { contractsOn } from '@pennypost/sdk'
import type { Hex } from 'viem'
import { keccak256, pad, parseEther, toHex, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TokenNames } from '../../cli/answers/tokenNames.ts'
import { feedSentences } from '../../cli/watch/feedSentences.ts'
import { isOfType } from '../../cli/watch/parseFeedTypes.ts'
import { sentenceOf } from '../../cli/watch/sentenceOf.ts'
import { postOfficeAbi } from '../../generated/postOfficeAbi.ts'
import { feedTypes } from '../../protocol/wire/event.ts'
import { inboxIds } from '../../scripts/seed/inboxes.ts'
import { root } from '../../scripts/stack/paths.ts'
import type { TestStack } from '../e2e/support/testStack.ts'
import { startTestStack } from '../e2e/support/testStack.ts'
import type { CliScene } from './support/cliScene.ts'
import { dev, sceneOf } from './support/cliScene.ts'

/*
watch
├── of an account: what happens to its inbox and to itself, and nothing else, until Ctrl-C → 130, and from where to go on
├── given a reorg → what it takes back
├── given the connection breaks → told on stderr; nothing is missed
├── --json → a document a line; --from goes on; --until and --once end it with 0
├── --stamp → the stamp alone
└── given it makes no sense, or there is no API → refused
*/

const [bruno, heidi] = [dev(2), dev(8)]
const { PostOffice } = contractsOn(31337)
const office = { abi: postOfficeAbi, address: PostOffice } as const

let stack: TestStack
let scene: CliScene
let line: Line
const watchings: Watching[] = []

beforeAll(async () => {
  stack = await startTestStack()
  scene = sceneOf(stack.chain.url, stack.folder, stack.api.url)
  line = await lineTo(stack.api.port)
})
afterAll(async () => {
  for (const { stop } of watchings) stop()
  line?.stop()
  await stack?.stop()
})

/** A stretch of the way to the API, which can be cut. */
type Line = { url: string; cut(): void; stop(): void }

async function lineTo(port: number): Promise<Line> {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    const far = connect(port, '127.0.0.1')
    for (const end of [socket, far]) {
      open.add(end)
      end.on('error', () => {}).on('close', () => open.delete(end))
    }
    socket.pipe(far).pipe(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    for (const socket of open) socket.destroy()
  }
  const { port: own } = server.address() as AddressInfo
  const stop = () => {
    cut()
    server.close()
  }
  return { url: `http://127.0.0.1:${own}`, cut, stop }
}

type Watching = {
  /** Waits until stdout, or with `told` stderr, has so many lines that match. */
  until(text: RegExp, count?: number): Promise<string[]>
  told(text: RegExp): Promise<void>
  stop(): void
  ended: Promise<{ code: number | null; lines: string[]; stderr: string }>
}

/** Runs `watch` as a user does, from when it has begun. */
async function watch(options: string): Promise<Watching> {
  const args = ['watch', ...options.split(' '), '--rpc', stack.chain.url, '--api', line.url]
  const child = spawn(process.execPath, [join(root, 'cli/main.ts'), ...args], {
    cwd: stack.folder,
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text
  })
  const linesOf = () => output.stdout.split('\n').slice(0, -1)
  const found = (text: RegExp) => linesOf().filter((one) => text.test(one))
  const wait = { timeout: 30_000, interval: 20 }
  const watching: Watching = {
    async until(text, count = 1) {
      await expect.poll(() => found(text).length, wait).toBeGreaterThanOrEqual(count)
      return found(text)
    },
    told: (text) => expect.poll(() => output.stderr, wait).toMatch(text),
    stop: () => void child.kill('SIGINT'),
    ended: new Promise((resolve) =>
      child.once('close', (code) => resolve({ code, lines: linesOf(), stderr: output.stderr })),
    ),
  }
  watchings.push(watching)
  await watching.told(/^Watching .+ on local chain 31337\. Ctrl-C ends it\.$/m)
  return watching
}

/** Posts a stamp of Heidi's to Bruno. */
async function post(text: string) {
  const { timestamp } = await scene.client.getBlock()
  const input = {
    ...{ relay: zeroAddress, token: zeroAddress, inboxId: inboxIds.bruno, carriage: 0n },
    ...{ letterHash: keccak256(toHex(text)), stake: parseEther('0.002') },
    expiresAt: Number(timestamp) + 172_800,
  }
  const stamp = { ...input, sender: heidi.address }
  const call = { ...office, functionName: 'post', args: [input], value: input.stake } as const
  await mined(scene.client.writeContract({ ...call, account: heidi }))
  const stampId = await scene.client.readContract({
    ...{ ...office, functionName: 'stampId', args: [stamp] },
  })
  return { stamp, stampId }
}

async function mined(hash: Promise<Hex>): Promise<void> {
  await scene.client.waitForTransactionReceipt({ hash: await hash, pollingInterval: 50 })
}

describe('watch', () => {
  it('tells an account what happens to it and its inbox, across breaks, until Ctrl-C', async () => {
    const watching = await watch('--dev 2')
    const { stamp, stampId } = await post('one')
    await watching.until(/was posted/)
    line.cut()
    await watching.told(/^The connection is gone\. /m)
    const collect = { ...office, functionName: 'collect', args: [[stamp]] } as const
    await mined(scene.client.writeContract({ ...collect, account: bruno }))
    await watching.until(/credited/)
    watching.stop()
    const { code, lines, stderr } = await watching.ended
    expect(code).toBe(130)
    expect(lines.map((one) => one.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}/, ''))).toEqual([
      expect.stringMatching(
        new RegExp(
          `^Stamp ${stampId} was posted to your inbox by ${heidi.address}: stake 0\\.002 ETH, carriage 0 ETH for no relay in particular; to be answered before 20\\d\\d-.* UTC\\.$`,
        ),
      ),
      `Stamp ${stampId} was collected; stake of 0.002 ETH went to you.`,
      '0.002 ETH was credited to you.',
    ])
    expect(stderr).toMatch(/^The API is there again; nothing was missed\.$/m)
    expect(stderr).toMatch(/^To go on from here: --from \d+$/m)
  })

  it('tells what a reorg takes back, a document a line, and goes on from where it was', async () => {
    const first = await watch(`--inbox ${inboxIds.bruno} --type stamp.* --once --json`)
    const snapshot = await scene.client.snapshot()
    const { stampId } = await post('two')
    const { code, lines } = await first.ended
    expect(code).toBe(0)
    const [posted] = lines.map((one) => JSON.parse(one) as FeedEntry)
    expect(lines).toHaveLength(1)
    expect(posted).toMatchObject({ type: 'stamp.posted', stampId })

    await scene.client.revert({ id: snapshot })
    await scene.client.mine({ blocks: 2 })
    const rest = await watch(`--stamp ${stampId} --from ${posted?.id} --until retracted --json`)
    const ended = await rest.ended
    expect(ended.code).toBe(0)
    expect(ended.lines.map((one) => JSON.parse(one))).toMatchObject([
      { type: 'retracted', retracts: posted?.id, retractedType: 'stamp.posted', stampId },
    ])
  })

  it.each([
    ['', 2, /^✗ Which account\?/],
    ['--everything --inbox 0x12', 2, /An id is 0x and 64/],
    [`--everything --relay ${heidi.address}`, 2, /^✗ --everything is all there is/],
    ['--everything --type stamp.burnt', 2, /There are stamp\.posted, stamp\.admitted, /],
    ['--everything --until stmap.*', 2, /There are inbox\.\*, wallet\.\*, /],
    ['--everything --from yesterday', 2, /Give the id of an entry/],
    ['--everything --from 1', 5, /^✗ The feed does not reach back to 1: what happened since/m],
    ['--everything --api http://127.0.0.1:9', 4, /^✗ The API did not answer/],
  ])('watch %s ends with %d', async (options, exitCode, message) => {
    const { code, stdout, stderr } = await scene.run(`watch ${options}`)
    expect(stderr).toMatch(message)
    expect({ code, stdout }).toEqual({ code: exitCode, stdout: '' })
  })
})

describe('a sentence', () => {
  const [id, account] = [`0x${'ab'.repeat(32)}`, dev(3).address] as const
  const ids = ['inboxId', 'keyId', 'subject', 'stampId', 'mailingId', 'letterHash', 'root']
  const accounts = [
    'wallet',
    'recovery',
    'by',
    'from',
    'to',
    'guardian',
    'signer',
    'relay',
    'token',
  ]
  const more = ['sender', 'stakeTo', 'carriageTo', 'payout', 'owner', 'spender', 'operator']
  const data = {
    ...Object.fromEntries(ids.map((name) => [name, id])),
    ...Object.fromEntries([...accounts, ...more].map((name) => [name, account])),
    ...{ carriage: '1', stake: '2', amount: '3', refund: '4', nonce: '5', index: 6, count: 7 },
    ...{ expiresAt: 1_800_000_000, window: 3_600, accepted: true, approved: true, active: true },
    ...{
      endpoint: 'https://a\u001b[31m.example',
      account: 'solana:1:x\u202e',
      proofStatus: 'valid',
    },
    ...{ door: 'free', consent: 'denied', epoch: 1, uri: '' },
  }
  const names: TokenNames = {
    learn: () => Promise.resolve(),
    tokenOf: () => undefined,
    moneyOf: (token, amount) => `${amount} of ${token}`,
  }
  const entryOf = (type: FeedEntry['type'], facts: object = data): FeedEntry => ({
    ...{ id: '1', type, chain: 'eip155:31337', logIndex: 0, stampId: id, mailingId: id },
    block: { number: '1', hash: id, timestamp: 1_800_000_000 },
    ...{ inboxId: id, data: { ...facts }, state: [{ table: 'stamp', key: {}, row: { ...facts } }] },
    ...(type === 'retracted' && { retracts: '1', retractedType: 'stamp.collected' }),
  })
  const nobody = { account: undefined, inboxId: undefined }

  it.each(feedTypes)('is there for %s, whole and fit for a terminal', async (type) => {
    const sentence = await sentenceOf(entryOf(type), nobody, names)
    expect(sentence).toMatch(/^[A-Z0-9].*\.$/)
    expect(sentence).not.toMatch(/undefined|null|NaN|nobody|unknown|\p{C}/u)
  })

  it('says you and yours', async () => {
    const viewer = { account, inboxId: id }
    expect(await sentenceOf(entryOf('stamp.collected'), viewer, names)).toBe(
      `Stamp ${id} was collected; stake of 2 of ${account} went to you.`,
    )
    expect(await sentenceOf(entryOf('wallet.linked'), viewer, names)).toBe(
      'Your inbox has another wallet, you.',
    )
  })

  it('tells an account by its address, also where it stands for a sender', async () => {
    const facts = { ...data, subject: pad(account) }
    expect(await sentenceOf(entryOf('consent.set', facts), nobody, names)).toBe(
      `Inbox 0xabababab…ababab: consent on ${account} is denied.`,
    )
  })

  it('leaves out what is not known any more', async () => {
    const undone = { ...entryOf('retracted'), state: [{ table: 'stamp', key: {}, row: null }] }
    expect(await sentenceOf(undone as FeedEntry, nobody, names)).toBe(
      `Taken back by a reorg: stamp ${id} was collected.`,
    )
    const newer = { ...entryOf('stamp.posted'), type: 'stamp.forwarded' as FeedEntry['type'] }
    expect(await sentenceOf(newer, nobody, names)).toBe('Stamp.forwarded.')
  })

  it('is there for every type of the feed, and for no other', () => {
    expect(Object.keys(feedSentences).toSorted()).toEqual([...feedTypes].toSorted())
    expect(isOfType('stamp.posted', 'stamp.*')).toBe(true)
    expect(isOfType('stamp.posted', 'stamp.posted')).toBe(true)
    expect(isOfType('mailing.opened', 'mail.*')).toBe(false)
  })
})
