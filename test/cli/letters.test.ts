import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { Hex } from 'viem'
import { formatEther, keccak256 } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inboxIdOf } from '../../protocol/ids.ts'
import { poll } from '../../scripts/stack/poll.ts'
import { setRelayEndpoint } from '../../sdk/src/actions/setRelayEndpoint.ts'
import type { RunningRelay } from '../relay/support/runRelay.ts'
import { runRelay } from '../relay/support/runRelay.ts'
import type { RelayScene } from '../sdk/guard/support/relayScene.ts'
import { carriage, stake, startRelayScene, window } from '../sdk/guard/support/relayScene.ts'
import type { CliScene } from './support/cliScene.ts'
import { sceneOf } from './support/cliScene.ts'
import { quickKeyFile } from './support/quickKeyFile.ts'

/*
Letters, between accounts that only have the command line, by a real relay
├── quote: a stranger's price, a friend's, a denied sender's; without a relay, the relays there are
├── send: asks for a cap, keeps to it, pays, checks the receipt; keeps what it paid for when the relay breaks
├── verify: by the letter's bytes, with every condition and a proof by the own node; 3 if it is not carried
└── read: the same bytes come out, with who wrote them and what waits; nothing is acknowledged that was not shown
*/

const folder = mkdtempSync(join(tmpdir(), 'pennypost-letters-'))
const password = { PENNYPOST_PASSWORD: 'correct horse battery staple' }
const price = formatEther(carriage + stake)

let chain: RelayScene
let relay: RunningRelay
let cli: CliScene
let to: Hex

beforeAll(async () => {
  chain = await startRelayScene()
  relay = await runRelay(chain, 5)
  cli = sceneOf(chain.rpcUrl, folder, chain.api.url)
  to = chain.recipient.account.address
  const { url: endpoint } = relay
  await chain.sent(setRelayEndpoint(chain.relay, { endpoint }))
  await chain.sent(setRelayEndpoint(chain.otherRelay, { endpoint: 'http://127.0.0.1:9' }))
  for (const [kind, file] of [
    ['ed25519', 'signing.json'],
    ['x25519', 'letters.json'],
    ['xWing', 'other.json'],
    ['ed25519', 'friend.json'],
  ] as const)
    await quickKeyFile(inFolder(file), kind, password.PENNYPOST_PASSWORD)
  await run('inbox keys add --key signing.json --key letters.json --dev 1')
  await chain.caughtUp()
})

afterAll(async () => {
  await relay?.stop()
  await chain?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Runs what has to be done. */
async function run(line: string) {
  const ran = await cli.run(line, { env: password })
  if (ran.code !== 0) throw new Error(`pennypost ${line} ended with ${ran.code}: ${ran.stderr}`)
  return ran
}

const json = (line: string) => cli.json(line, { env: password })
const inFolder = (name: string) => join(folder, name)
const drafts = () => readdirSync(folder).filter((name) => name.startsWith('letter-'))
const by = () => `--relay ${relay.url}`
const widest = (text: string) => Math.max(...text.split('\n').map(({ length }) => length))

describe('quote', () => {
  it('tells a stranger carriage and stake, and until when', async () => {
    const quote = await json(`quote ${to} ${by()} --dev 2`)
    expect(quote).toMatchObject({
      inboxId: chain.inboxId,
      sender: chain.sender.account.address,
      relay: chain.relay.account.address,
      deliverable: true,
      postageRequired: true,
      reason: 'postage_required',
      options: [
        {
          ...{ symbol: 'ETH', total: `${carriage + stake}`, carriage: `${carriage}` },
          ...{ stake: `${stake}`, window },
        },
      ],
    })
    expect(quote.goodUntil).toBe(quote.asOf.blockTimestamp + 600)
    const { stdout } = await run(`quote ${chain.inboxId} ${by()}`)
    expect(stdout).toMatch(/^Sender +a stranger$/m)
    expect(stdout).toMatch(new RegExp(`^Costs +${price} ETH$`, 'm'))
    expect(stdout).toMatch(
      /\n\nPostage +0\.0034 ETH\nCarriage +0\.0004 ETH\nStake +0\.003 ETH\nTime to answer +2 hours\nStamp ends +20\d\d-/,
    )
    expect(widest(stdout)).toBeLessThanOrEqual(100)
  })

  it('tells a friend that it is free, and a denied sender that nothing helps', async () => {
    const friend = await json(`quote ${to} ${by()} --dev 3`)
    expect(friend).toMatchObject({ deliverable: true, reason: 'consented', options: [] })
    const { stdout } = await run(`quote ${to} ${by()} --dev 4`)
    expect(stdout).toMatch(/^Costs +nothing: a letter does not get there$/m)
  })

  it('says which relays there are if none is named', async () => {
    const { stdout } = await run(`quote ${to} --dev 2`)
    expect(stdout).toMatch(/^Costs +0\.003 ETH as the stake, and the relay’s carriage$/m)
    expect(stdout).toMatch(
      new RegExp(`^${chain.relay.account.address}  yes +0\\.0004 ETH\\n${relay.url}$`, 'm'),
    )
    expect(widest(stdout)).toBeLessThanOrEqual(100)
    const { relays, options } = await json(`quote ${to} --dev 2`)
    expect(relays).toHaveLength(2)
    expect(options[0].carriage).toBeNull()
  })
})

describe('send and read', () => {
  const content = randomBytes(3_000)
  let stampId: Hex

  beforeAll(() => writeFileSync(inFolder('photo.bin'), content))

  it('shows what would be signed and paid, and asks not even the relay', async () => {
    const before = await cli.state(chain.sender.account.address)
    // Nobody listens where this relay says that it is.
    const shown = await json(`send ${to} photo.bin --relay http://127.0.0.1:9 --dev 2 --dry-run`)
    const [signature, call] = shown.steps
    expect(shown.steps).toHaveLength(2)
    expect(signature.typedData).toMatchObject({
      primaryType: 'SenderStatement',
      message: {
        ...{ inboxId: chain.inboxId, relay: chain.otherRelay.account.address },
        wallet: chain.sender.account.address,
      },
    })
    expect(call).toMatchObject({ contract: 'PostOffice', function: 'post' })
    expect(BigInt(call.value)).toBe(2n * carriage + stake)
    expect(call.arguments.input.letterHash).toBe(signature.typedData.message.letterHash)
    expect(BigInt(shown.cost)).toBeGreaterThan(0n)
    expect(await cli.state(chain.sender.account.address)).toEqual(before)
    expect(drafts()).toEqual([])
  })

  it('shows what it would be refused with', async () => {
    const poor = { PENNYPOST_PRIVATE_KEY: `0x${'5a'.repeat(32)}` }
    const { code, stderr } = await cli.run(`send ${to} photo.bin ${by()} --dry-run`, { env: poor })
    expect(stderr).toMatch(
      /^✗ 0x\w+ has 0 ETH in its wallet, and the stamp takes 0\.0034 ETH of it, and gas: 0\.0034 ETH and the gas are missing\. Send them to/m,
    )
    expect(code).toBe(3)
  })

  it('pays nothing without a cap that suffices, or a yes', async () => {
    const before = await cli.state(chain.sender.account.address)
    const none = await cli.run(`send ${to} photo.bin ${by()} --dev 2`)
    expect(none.code).toBe(2)
    expect(none.stderr).toMatch(/^✗ The postage is 0\.0034 ETH, and there is no terminal to ask on/)
    const blind = await cli.run(`send ${to} photo.bin ${by()} --yes --dev 2`)
    expect(blind).toMatchObject({ code: 2, stderr: expect.stringContaining('With --yes nobody') })
    const low = await cli.run(`send ${to} photo.bin ${by()} --max "0.0033999 ETH" --dev 2`)
    expect(low.code).toBe(3)
    expect(low.stderr).toMatch(/is 0\.0034 ETH, above the 0\.0033999 ETH of --max\. Nothing was/)
    expect(await cli.state(chain.sender.account.address)).toEqual(before)
  })

  it('pays up to the cap, and proves by the receipt that the relay has the letter', async () => {
    const line = `send ${to} photo.bin ${by()} --max "${price} ETH" --save photo.sealed --dev 2`
    const sent = await json(line)
    expect(sent).toMatchObject({
      inboxId: chain.inboxId,
      letterHash: keccak256(readFileSync(inFolder('photo.sealed'))),
      paid: { stake: `${stake}`, carriage: `${carriage}`, sender: chain.sender.account.address },
      transactions: [{ label: 'Post the stamp' }],
    })
    stampId = sent.paid.stampId
    expect(sent.receipt.admission).toMatchObject({ postageId: stampId })
    expect(drafts()).toEqual([])
    await chain.caughtUp()
  })

  it('is verified with every condition, and proven by the own node', async () => {
    const line = `verify ${to} --letter photo.sealed ${by()} --stamp ${stampId} --dev 2`
    const verdict = await json(`${line} --explain --proof`)
    expect(verdict).toMatchObject({ eligible: true, reason: 'paid', postage: { stampId } })
    expect(verdict.rows.at(-1)).toMatchObject({ row: 16, outcome: 'match' })
    const { hash } = await chain.reader.getBlock({
      blockNumber: BigInt(verdict.proof.block.number),
    })
    expect(verdict.proof.block.hash).toBe(hash)
    expect(verdict.proof.proven.length).toBeGreaterThan(3)
    const { stdout } = await run(`${line} --explain --proof`)
    expect(stdout).toMatch(/^Yes, it is carried: paid\. Postage for this letter is in escrow/)
    expect(stdout).toMatch(/^True of block +\d+, 20\d\d-/m)
    expect(stdout).toMatch(/^16 +otherwise: the postage is open or admitted +yes/m)
    expect(stdout).toMatch(/^What would change it: the recipient answers/m)
    expect(stdout).toMatch(/^Proven by your node’s hash of block \d+$/m)
  })

  it('ends with 3 where a letter is not carried, and says what would change that', async () => {
    const hash = `0x${'ab'.repeat(32)}`
    const line = `verify ${to} --letter-hash ${hash} ${by()} --dev 2`
    const refused = await cli.run(`${line} --explain --proof`)
    expect({ code: refused.code, stderr: refused.stderr }).toEqual({ code: 3, stderr: '' })
    expect(refused.stdout).toMatch(/^No, it is not carried: postage_required\./)
    expect(refused.stdout).toMatch(/^Would pay for it +0\.0034 ETH: 0\.0004 ETH carriage, 0\.003/m)
    expect(refused.stdout).toMatch(/^Row 7: no postage is named/m)
    expect(refused.stdout).toMatch(/^What would change it: No postage was posted for this letter/m)
    expect(refused.stdout).toContain('Nothing is proven.')
    const other = await cli.run(`${line} --stamp ${stampId} --proof --json`)
    expect(other.code).toBe(3)
    expect(JSON.parse(other.stdout)).toMatchObject({
      ...{ eligible: false, reason: 'stamp_mismatch' },
      proof: { proven: [{ about: `stamp ${stampId}`, detail: 'it is open' }] },
    })
  })

  it('stays at the relay where no key opens it', async () => {
    const line = `read --key signing.json --key other.json ${by()} --dev 1 --wait 1s`
    const { code, stdout, stderr } = await cli.run(line, { env: password })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(
      /^Letter 1 stays at the relay\. The letter is sealed for 1 key, and not/m,
    )
    expect(stderr).toMatch(
      new RegExp(`^The key in other.json is none of inbox ${chain.inboxId} now: letters to that`),
    )
    expect(stderr).not.toContain('letters.json')
  })

  it('comes out the same, byte for byte, with who wrote it and what waits for an answer', async () => {
    const line = `read --key signing.json --key letters.json ${by()} --dev 1`
    // What is no text is not shown on a terminal, and so not acknowledged either.
    const bare = await cli.run(line, { env: password })
    expect(bare.code).toBe(2)
    expect(bare.stdout).toMatch(/^\(3,000 bytes that are no text\)$/m)
    expect(bare.stderr).toMatch(/^Letter 1 stays at the relay\. It is no text: --out writes it/)

    const { stdout } = await run(`${line} --out post`)
    const hash = keccak256(readFileSync(inFolder('photo.sealed')))
    expect(readFileSync(inFolder(`post/${hash}.bin`))).toEqual(content)
    const { address } = chain.sender.account
    expect(stdout).toMatch(new RegExp(`^From +${address}, as was proven to the relay$`, 'm'))
    expect(stdout).toMatch(new RegExp(`^Paid by +${address}, stamp ${stampId}$`, 'm'))
    expect(stdout).toMatch(/^Stake +0\.003 ETH, waiting: collect or return it before 20\d\d-/m)

    const again = await run(`${line} --out post`)
    expect(again).toMatchObject({
      stdout: '',
      stderr: `No letter is waiting for inbox ${chain.inboxId}.\n`,
    })
  })
})

describe('a friend', () => {
  it('writes free, by its wallet or by a key of its inbox', async () => {
    await run('inbox register --key friend.json --dev 3')
    const inboxId = inboxIdOf(chain.friend.account.address, 0n)
    await run(`inbox consent ${inboxId} allowed --dev 1`)
    await chain.caughtUp()
    const before = await cli.state(chain.friend.account.address)

    const first = await json(`send ${to} --text "By hand" ${by()} --dev 3`)
    expect(first).toMatchObject({ sender: chain.friend.account.address, paid: null })
    const text = 'Line one\nLine two: \u001b[31mred\u001b[0m'
    const second = await cli.run(`send ${to} - ${by()} --key friend.json --dev 3 --json`, {
      ...{ env: password, input: text },
    })
    expect(JSON.parse(second.stdout)).toMatchObject({ sender: inboxId, paid: null })
    const empty = await cli.run(`send ${to} - ${by()} --dev 3`, { input: '' })
    expect(empty).toMatchObject({ code: 2, stderr: '✗ The letter is empty.\n' })
    expect(await cli.state(chain.friend.account.address)).toEqual(before)

    const line = `read --key letters.json ${by()} --dev 1`
    const kept = await json(`${line} --keep`)
    expect(kept.letters).toMatchObject([
      {
        sender: chain.friend.account.address,
        senderProven: true,
        text: 'By hand',
        postageId: null,
      },
      { sender: inboxId, senderProven: true, text },
    ])
    // Shown with its colours taken out, the second one is not what was sent.
    const { code, stdout, stderr } = await cli.run(line, { env: password })
    expect(code).toBe(2)
    expect(stdout).toMatch(/^Postage +none was due$/m)
    expect(stdout).toContain('\n│ By hand\n')
    expect(stdout).toContain('\n│ Line one\n│ Line two: ?[31mred?[0m\n')
    expect(stderr).toMatch(/^Letter \d+ stays at the relay\. It has signs that steer a terminal/)
    expect((await json(line)).letters).toMatchObject([{ text }])
    expect((await json(line)).letters).toEqual([])
  })

  it('is shown each letter as it comes, until interrupted', async () => {
    const { address } = chain.recipient.account
    const sql = postgres(relay.databaseUrl, { max: 1 })
    const acknowledged = async () => {
      const [row] = await sql`select count(*)::int as count from relay.letter
        where acknowledged_at is not null and body is null`
      return row?.count === 4
    }
    const interrupt = poll(acknowledged, { for: 'the letter to be read', within: 60_000 })
    const line = `read --key letters.json ${by()} --follow --json --dev 1`
    const following = cli.run(line, { env: password, interrupt })
    await run(`send ${address} --text "On the way" ${by()} --dev 3`)
    const { code, stdout, stderr } = await following
    await sql.end()
    expect({ code, stderr }).toEqual({ code: 130, stderr: expect.not.stringContaining('✗') })
    const [letter, ...more] = stdout.trim().split('\n')
    expect(more).toEqual([])
    expect(JSON.parse(letter ?? '')).toMatchObject({ text: 'On the way', senderProven: true })
  })
})

describe('what was paid for', () => {
  /** A relay that breaks once it was paid. */
  async function breakingRelay(): Promise<Server> {
    const server = createServer((request, response) => {
      const isPaid = request.headers['payment-signature'] !== undefined
      if (isPaid) return void response.writeHead(500).end()
      void forward(request).then(async (answer) => {
        response.writeHead(answer.status, Object.fromEntries(answer.headers))
        response.end(Buffer.from(await answer.arrayBuffer()))
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return server
  }

  /** A relay that does not answer once it was paid. */
  async function silentRelay(): Promise<{ server: Server; isPaid: Promise<unknown> }> {
    let paid = () => {}
    const isPaid = new Promise<void>((resolve) => {
      paid = resolve
    })
    const server = createServer((request, response) => {
      if (request.headers['payment-signature'] !== undefined) return paid()
      void forward(request).then(async (answer) => {
        response.writeHead(answer.status, Object.fromEntries(answer.headers))
        response.end(Buffer.from(await answer.arrayBuffer()))
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return { server, isPaid }
  }

  /** A relay that asks for other postage than its price. */
  async function dearRelay(
    change: (terms: { carriage: string; expiresAt: number }) => object,
    { toStrangers = false } = {},
  ): Promise<Server> {
    const server = createServer((request, response) => {
      // Nothing proves then who wrote.
      if (toStrangers) delete request.headers['pennypost-statement']
      void forward(request).then((answer) => {
        const asked = answer.headers.get('payment-required')
        if (asked === null) return void response.writeHead(500).end()
        const required = JSON.parse(Buffer.from(asked, 'base64').toString('utf8'))
        // What a relay might wait for the chain to say, this one does not.
        if (toStrangers) required.error = 'dear'
        for (const way of required.accepts) {
          way.extra = { ...way.extra, ...change(way.extra) }
          way.amount = `${BigInt(way.extra.carriage) + BigInt(way.extra.stake)}`
        }
        const header = Buffer.from(JSON.stringify(required)).toString('base64')
        response.writeHead(answer.status, { 'payment-required': header }).end()
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return server
  }

  async function forward(request: IncomingMessage): Promise<Response> {
    const body: Buffer[] = []
    for await (const part of request) body.push(part)
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers
    return await fetch(`${relay.url}${request.url}`, {
      ...{ method: 'POST', body: Buffer.concat(body) },
      headers: headers as Record<string, string>,
    })
  }

  it('is not more than was shown, whatever the cap', async () => {
    const before = await cli.state(chain.sender.account.address)
    const more = async (change: (terms: { carriage: string; expiresAt: number }) => object) => {
      const server = await dearRelay(change)
      const { port } = server.address() as AddressInfo
      const named = `--relay ${chain.relay.account.address} --at http://127.0.0.1:${port}`
      const ran = await cli.run(
        `send ${to} --text Dear ${named} --max "1 ETH" --save dear.sealed --dev 2`,
      )
      server.close()
      return ran
    }
    const dear = await more(() => ({ carriage: `${10n * carriage}` }))
    expect(dear.stderr).toMatch(
      /asks for a carriage of 0\.004 ETH, and the price that was shown is for 0\.0004 ETH\. Nothing was/,
    )
    expect(readdirSync(folder)).not.toContain('dear.sealed')
    const long = await more(({ expiresAt }) => ({ expiresAt: expiresAt + 7_200 }))
    expect(long.stderr).toMatch(/asks for a stamp until 20\d\d-.*, and .* shown is for 20\d\d-/)
    expect([dear.code, long.code]).toEqual([3, 3])
    expect(drafts()).toEqual([])
    expect(await cli.state(chain.sender.account.address)).toEqual(before)
  })

  it('is nothing where the letter was shown as free, whatever the cap', async () => {
    const before = await cli.state(chain.friend.account.address)
    const server = await dearRelay(() => ({}), { toStrangers: true })
    const { port } = server.address() as AddressInfo
    const named = `--relay ${chain.relay.account.address} --at http://127.0.0.1:${port}`
    const line = `send ${to} --text Free ${named} --max "1 ETH" --save free.sealed --yes --dev 3`
    const { code, stderr } = await cli.run(line)
    server.close()
    expect(stderr).toContain(
      `✗ The letter was shown as free, and the relay asks for ${price} ETH. Nothing was paid.`,
    )
    expect(code).toBe(3)
    expect(drafts()).toEqual([])
    expect(readdirSync(folder)).not.toContain('free.sealed')
    expect(await cli.state(chain.friend.account.address)).toEqual(before)
    expect(await json(line.replace(named, by()))).toMatchObject({ paid: null })
    expect(readFileSync(inFolder('free.sealed')).length).toBeGreaterThan(0)
    const again = await cli.run(line.replace(named, by()))
    expect(again).toMatchObject({
      code: 2,
      stderr: '✗ free.sealed exists already, and is left as it is.\n',
    })
  })

  it('is kept with the letter where the relay breaks, and is not paid again', async () => {
    const server = await breakingRelay()
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const named = `--relay ${chain.relay.account.address} --at ${url}`
    const failed = await cli.run(`send ${to} --text Again ${named} --max "${price} ETH" --dev 2`)
    server.close()
    expect(failed.code).toBe(4)
    const [draft, ...others] = drafts()
    expect(others).toEqual([])
    expect(failed.stderr).toContain(`The letter is kept in ${draft} until the relay has it.`)
    expect(failed.stderr).toMatch(/✗ The relay at \S+ answered 500\n/)
    expect(failed.stderr).toContain(
      `Send it again, without paying, with\n  pennypost send --paid ${draft} --dev 2\n`,
    )

    const { nonce } = await cli.state(chain.sender.account.address)
    const { stampId } = JSON.parse(readFileSync(inFolder(String(draft)), 'utf8'))
    for (const words of ['', '--unsigned', '--dry-run']) {
      const stranger = await cli.run(`send --paid ${draft} --at ${relay.url} ${words} --dev 3`)
      expect(stranger.stderr).toContain(
        `✗ ${draft} is a letter that ${chain.sender.account.address} paid for, and the account is ${chain.friend.account.address}: only`,
      )
      expect(stranger.code).toBe(2)
    }
    const sent = await json(`send --paid ${draft} --at ${relay.url} --dev 2`)
    expect(sent.receipt.admission).toMatchObject({ postageId: stampId })
    expect((await cli.state(chain.sender.account.address)).nonce).toBe(nonce)
    expect(drafts()).toEqual([])
  })

  it('is gone on with by the line that Ctrl-C leaves', async () => {
    const { server, isPaid: interrupt } = await silentRelay()
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const named = `--relay ${chain.relay.account.address} --at ${url}`
    const line = `send ${to} --text Hung ${named} --max "${price} ETH" --unsigned --save hung.sealed --dev 2`
    const { code, stderr } = await cli.run(line, { interrupt })
    server.closeAllConnections()
    server.close()
    expect(code).toBe(130)
    const [, next = '', file = ''] =
      /^ {2}pennypost (send --paid (\S+) --unsigned --dev 2)$/m.exec(stderr) ?? []
    expect(stderr).toContain(`✗ Interrupted. The letter was paid for, and is kept in ${file}. Send`)
    expect(drafts()).toEqual([file])
    const { nonce } = await cli.state(chain.sender.account.address)
    await chain.caughtUp()
    const { sealed } = JSON.parse(readFileSync(inFolder(file), 'utf8'))
    expect(readFileSync(inFolder('hung.sealed')).toString('base64')).toBe(sealed)
    // The word is forgotten, and the file knows it.
    const forgetful = `${next.replace(' --unsigned', '')} --at ${relay.url}`
    const key = await cli.run(`${forgetful} --key friend.json`)
    expect(key.stderr).toContain('an unsigned letter is not to be signed')
    expect((await json(`${forgetful} --dry-run`)).steps).toEqual([])
    expect((await run(forgetful)).stdout).toMatch(/^From +wallet 0x\w+, which nothing proves$/m)
    expect((await cli.state(chain.sender.account.address)).nonce).toBe(nonce)
    expect(drafts()).toEqual([])
  })

  it('goes with a sealed letter by the id of its stamp', async () => {
    writeFileSync(inFolder('own.sealed'), randomBytes(500))
    const bytes = new Uint8Array(readFileSync(inFolder('own.sealed')))
    const { stampId } = await chain.pay(bytes)
    await chain.caughtUp()
    const line = `send ${to} own.sealed --sealed --paid ${stampId} ${by()} --dev 2`
    const sent = await json(line)
    expect(sent).toMatchObject({ letterHash: keccak256(bytes), paid: null, transactions: [] })
    expect(sent.receipt.admission.postageId).toBe(stampId)
  })

  it('stays where no key opens it, until it is to be thrown away', async () => {
    const line = `read --key letters.json ${by()} --dev 1`
    const both = await cli.run(`${line} --keep --discard`, { env: password })
    expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining('not both') })
    const all = await cli.run(line, { env: password })
    expect(all.stderr).toMatch(/^Letter \d+ stays at the relay\. These bytes are no Pennypost/m)
    expect(all.code).toBe(2)
    const { stdout, stderr } = await run(`${line} --limit 1 --discard`)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^Letter \d+ is thrown away\. These bytes are no Pennypost letter\.\n$/)
    expect((await run(line)).stderr).toBe(`No letter is waiting for inbox ${chain.inboxId}.\n`)
  })
})

describe('letters', () => {
  const nobody = `0x${'77'.repeat(20)}`
  const id = `0x${'ab'.repeat(32)}`

  it.each([
    [
      () => `quote ${nobody}`,
      2,
      /is a wallet of no inbox on chain 31337, and so cannot be written/,
    ],
    [() => `quote ${id}`, 2, /Inbox 0xabab\S+ is not registered on chain 31337/],
    [() => `send ${to} --text Hi --dev 2`, 2, /Which relay\? Say --relay\.\nIn service are/],
    [() => `send ${to} --text Hi --relay ${nobody} --dev 2`, 2, /is not registered as a relay/],
    [
      () => `send ${to} --text Hi --relay http://127.0.0.1:9 --dev 2`,
      4,
      /The relay at http:\/\/127/,
    ],
    [
      () => `send ${to} --text Hi --relay ftp://127.0.0.1 --dev 2`,
      2,
      /Name a relay by its address/,
    ],
    [() => `send ${to} ${by()} --dev 2`, 2, /What is in the letter\?/],
    [() => `send ${to} --text Hi ${by()} --dev 4`, 3, /would not be carried \(sender_denied\)/],
    [() => `send ${to} --text Hi ${by()} --key signing.json --dev 3`, 2, /is not active for inbox/],
    [() => `send ${to} --text Hi ${by()} --key letters.json --dev 1`, 2, /which cannot sign/],
    [() => `send ${to} --text Hi --paid ${id} ${by()} --dev 2`, 2, /and --sealed/],
    [() => 'send --paid signing.json --dev 2', 2, /is no letter that pennypost send has kept/],
    [
      () => `send ${to} photo.bin --sealed --paid ${id} ${by()} --dev 2`,
      3,
      /is not on chain 31337/,
    ],
    [() => `read ${by()} --dev 1`, 2, /Which key opens the letters\?/],
    [() => `verify ${to} ${by()} --dev 1`, 2, /Which letter\?/],
  ])('are told of what is wrong: %s', async (line, exitCode, message) => {
    const before = await cli.state(chain.sender.account.address)
    const { code, stderr } = await cli.run(line(), { env: password })
    expect(stderr).toMatch(message)
    expect(code).toBe(exitCode)
    expect(await cli.state(chain.sender.account.address)).toEqual(before)
  })

  it('are not asked for by what another relay would accept', async () => {
    // The second relay says on chain that it is where the first one answers: not the other way round.
    const line = `read --key letters.json --relay ${chain.otherRelay.account.address} --at ${relay.url} --dev 1`
    const { code, stderr } = await cli.run(line, { env: password })
    expect(code).toBe(5)
    expect(stderr).toMatch(/says to be relay 0x\w+, and not 0x\w+: nothing was signed\.$/m)
  })

  it('are not given to whoever says to be a relay, nor taken to be delivered without its receipt', async () => {
    const server = createServer((request, response) => {
      request.resume()
      if (request.method === 'POST') return void response.writeHead(202).end()
      const info = { relay: chain.relay.account.address, chain: 'eip155:31337' }
      response.end(JSON.stringify(info))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const posing = await cli.run(`send ${to} --text Hi --relay ${url} --dev 3`)
    expect(posing.code).toBe(2)
    expect(posing.stderr).toContain(`which is reached at ${relay.url} as the API says`)
    const named = `--relay ${chain.relay.account.address} --at ${url}`
    const unsure = await cli.run(`send ${to} --text Hi ${named} --dev 3`)
    expect(unsure.code).toBe(5)
    expect(unsure.stderr).toMatch(/^✗ The relay says that it has the letter, and gives no receipt/)
    server.close()
  })

  it('that came before the relay got stuck are shown and acknowledged, with --json too', async () => {
    await run(`send ${to} --text Before ${by()} --max "${price} ETH" --yes --dev 2`)
    const asked: string[] = []
    const { url, stop } = await stuckAfterOne(asked)
    const named = `--relay ${chain.relay.account.address} --at ${url}`
    const line = `read --key letters.json ${named} --wait 1s --json --dev 1`
    const { code, stdout, stderr } = await cli.run(line, { env: password })
    expect({ code, stderr }).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('begun a letter'),
    })
    const { error } = JSON.parse(stdout)
    const [{ letterId, text }] = error.letters
    expect(text).toBe('Before')
    expect(asked).toContain(`DELETE /letters/${letterId}`)
    stop()
  })

  it('show what reading would sign', async () => {
    const shown = await json(`read --key letters.json ${by()} --dev 1 --dry-run`)
    expect(shown.steps[0].typedData.message).toMatchObject({
      ...{ inboxId: chain.inboxId, wallet: to, relay: chain.relay.account.address },
    })
  })
})

/** The relay, but that it hands out one letter, begins another, and gets no further. @param asked - Is told of each request. */
async function stuckAfterOne(asked: string[]): Promise<{ url: string; stop(): void }> {
  const whole = /event: letter\n.*?\n\n/s
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request
    asked.push(`${method} ${url}`)
    const pieces = await request.toArray()
    const { authorization, 'content-type': type } = headers
    const answer = await fetch(`${relay.url}${url}`, {
      method,
      headers: { ...(authorization && { authorization }), ...(type && { 'content-type': type }) },
      ...(method === 'POST' && { body: Buffer.concat(pieces) }),
    })
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
    if (method !== 'GET' || url !== '/letters') return void response.end(await answer.text())
    let text = ''
    for await (const piece of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += piece
      if (whole.test(text)) break
    }
    response.write(`${whole.exec(text)?.[0]}event: letter\ndata: `)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const stop = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop }
}
