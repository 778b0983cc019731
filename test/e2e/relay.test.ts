import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { ClientRequest } from 'node:http'
import { get } from 'node:http'
import type { Hex } from 'viem'
import { keccak256, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../relay/store/openDatabase.ts'
import { poll } from '../../scripts/stack/poll.ts'
import { addKeys } from '../../sdk/src/actions/addKeys.ts'
import { collect } from '../../sdk/src/actions/collect.ts'
import { getLedgerBalance } from '../../sdk/src/actions/getLedgerBalance.ts'
import { getStampStatus } from '../../sdk/src/actions/getStampStatus.ts'
import { revokeKeys } from '../../sdk/src/actions/revokeKeys.ts'
import { setConsents } from '../../sdk/src/actions/setConsents.ts'
import { watchEvents } from '../../sdk/src/api/watchEvents.ts'
import { createKey } from '../../sdk/src/keys/createKey.ts'
import { keyInputOf } from '../../sdk/src/keys/keyInputOf.ts'
import type { KeyPair } from '../../sdk/src/keys/keyPair.ts'
import { activeEncryptionKeys } from '../../sdk/src/letters/activeEncryptionKeys.ts'
import { sealLetter } from '../../sdk/src/letters/sealLetter.ts'
import { signSession } from '../../sdk/src/sessions/signSession.ts'
import type { FetchWithPostageParameters } from '../../sdk/src/x402/fetchWithPostage.ts'
import { fetchWithPostage } from '../../sdk/src/x402/fetchWithPostage.ts'
import { toLetterHeaders } from '../../sdk/src/x402/letterHeaders.ts'
import type { PaymentRequired } from '../../sdk/src/x402/payment.ts'
import { verifyReceipt } from '../../sdk/src/x402/verifyReceipt.ts'
import { runScript } from '../helpers/runScript.ts'
import { startLyingApi } from '../relay/support/lyingApi.ts'
import { openSession, openStream, postJson, textOf } from '../relay/support/recipient.ts'
import type { RunningRelay } from '../relay/support/runRelay.ts'
import { envOf, runRelay, secretOf } from '../relay/support/runRelay.ts'
import type { LiveClient } from '../sdk/guard/support/liveChain.ts'
import type { RelayScene } from '../sdk/guard/support/relayScene.ts'
import {
  carriage,
  native,
  stake,
  startRelayScene,
  window,
} from '../sdk/guard/support/relayScene.ts'

/*
Two relays, one chain
├── one that admits first and proves its verdicts is paid before it carries, and fooled by no answer
├── a stranger is refused with a quote, pays, is delivered; the recipient opens the letter and collects
├── a friend with consent passes free; an impostor that names it does not
├── a denied sender, and a denied payer, never pass
├── a replayed stamp, one for another relay, one that a reorg undid, a late one, and one without carriage are refused
├── a stamp for any relay that is shown to both is opened once
└── only who has a key or a wallet of the inbox gets its letters
*/

let scene: RelayScene
let signing: KeyPair
let sealing: KeyPair
let swift: RunningRelay
let slow: RunningRelay
const running: RunningRelay[] = []

const [swiftIndex, slowIndex] = [5, 6]
const chainId = 31337

beforeAll(async () => {
  scene = await startRelayScene()
  const { inboxId, recipient } = scene
  signing = await createKey('ed25519')
  sealing = await createKey('x25519')
  const keys = [
    keyInputOf({ chainId, inboxId, key: signing }),
    keyInputOf({ chainId, inboxId, key: sealing, voucher: signing }),
  ]
  await scene.sent(addKeys(recipient, { inboxId, keys }))
  await scene.caughtUp()
  swift = await start(swiftIndex)
  slow = await start(slowIndex)
})

afterAll(async () => {
  for (const relay of running) await relay.stop()
  await scene?.stop()
})

async function start(...of: [index: number, more?: Record<string, string>]): Promise<RunningRelay> {
  const relay = await runRelay(scene, ...of)
  running.push(relay)
  return relay
}

/** A letter as a sender seals it: for the keys that the API says the inbox has. */
async function seal(text: string): Promise<Uint8Array> {
  const { inbox } = await scene.api.getInbox({ inboxId: scene.inboxId })
  const keys = activeEncryptionKeys(inbox as never)
  const content = new TextEncoder().encode(text)
  return await sealLetter({ chainId, inboxId: scene.inboxId, keys, content })
}

async function send(
  relay: RunningRelay,
  bytes: Uint8Array,
  fields: Partial<FetchWithPostageParameters> = {},
  by: LiveClient = scene.sender,
) {
  const sent = fetchWithPostage(by, {
    ...{ url: `${relay.url}/letters`, bytes, maxPostage: { [native]: 3n * (carriage + stake) } },
    address: { inboxId: scene.inboxId, sender: by.account.address },
    ...fields,
  })
  return await sent.catch((error: { name: string; reason?: string; paid?: unknown }) => error)
}

const free = { maxPostage: {} }
const refusedBy = (reason: string) => ({ name: 'PostageRefusedError', reason, paid: undefined })

async function sessionAt(relay: RunningRelay, operator: LiveClient = scene.relay): Promise<string> {
  return await openSession(relay.url, {
    ...{ chainId, inboxId: scene.inboxId, relay: operator.account.address },
    signer: { kind: signing.kind, secretKey: signing.secretKey },
  })
}

/** The letter of some bytes, once it is delivered. */
async function delivered(stream: ReturnType<typeof openStream>, bytes: Uint8Array) {
  const letterHash = keccak256(bytes)
  const find = () => stream.letters.find((letter) => letter.letterHash === letterHash)
  return await poll(find, { for: 'the letter to be delivered', within: 10_000 })
}

const place = () => ({ chainId, inboxId: scene.inboxId, key: sealing })
const balanceOf = (client: LiveClient) =>
  getLedgerBalance(scene.reader, { owner: client.account.address, token: native })

describe('a relay', () => {
  it('says who it is and what it asks', async () => {
    expect(await (await fetch(swift.url)).json()).toEqual({
      relay: scene.relay.account.address,
      signer: scene.relay.account.address,
      active: true,
      chain: 'eip155:31337',
      prices: [{ token: native, amount: `${carriage}` }],
      limits: {
        maxLetterBytes: 1_048_576,
        minConfirmations: 1,
        acceptsUnpaidCarriage: false,
        acceptsFree: 'all',
        maxWaitingLetters: 5_000,
        maxWaitingBytes: 268_435_456,
        retentionDays: 30,
      },
    })
  })

  it('does not run as one that nobody could check the receipts of', async () => {
    await expect(runRelay(scene, 9)).rejects.toThrow('is not registered')
    const other = { RELAY_SIGNER_PRIVATE_KEY: `0x${'12'.repeat(32)}` }
    await expect(runRelay(scene, swiftIndex, other)).rejects.toThrow('RELAY_SIGNER_PRIVATE_KEY')
  })
})

describe('a relay that carries nothing on credit, and trusts no API', () => {
  it('has earned its carriage when it takes a letter in, and is fooled by no answer', async () => {
    const api = await startLyingApi(scene.api.url)
    const more = { RELAY_ADMIT_FIRST: 'true', RELAY_PROVE_VERDICTS: 'true' }
    const careful = await start(swiftIndex, { ...more, RELAY_API_URL: api.url })
    const bytes = await seal('Cash on delivery')
    const result = await send(careful, bytes)
    if (!('response' in result)) throw result
    expect(result.response.status).toBe(202)
    const hash = result.settlement?.transaction as Hex
    expect((await scene.reader.getTransactionReceipt({ hash })).status).toBe('success')
    const stampId = result.paid?.stampId as Hex
    expect(await getStampStatus(scene.reader, { stampId })).toMatchObject({ status: 'admitted' })

    api.lies = true
    const { inboxId, sender } = scene
    const headers = toLetterHeaders({ inboxId, sender: sender.account.address })
    const body = Buffer.from(await seal('Allowed, says the API'))
    const response = await fetch(`${careful.url}/letters`, { method: 'POST', headers, body })
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ code: 'not_judged' })
    expect(careful.log).toContainEqual(
      expect.objectContaining({ err: expect.objectContaining({ type: 'ProofError' }) }),
    )
    running.splice(running.indexOf(careful), 1)
    await careful.stop()
    await api.stop()
  })
})

describe('a stranger', () => {
  it('is refused with a quote, pays, and is delivered; the recipient opens the letter and collects', async () => {
    const bytes = await seal('Good morning')
    const stream = openStream(swift.url, await sessionAt(swift))
    const paying: bigint[] = []
    const result = await send(swift, bytes, {
      onStep: (step) => step.step === 'paying' && paying.push(BigInt(step.requirements.amount)),
    })
    if (!('response' in result)) throw result
    expect(result.response.status).toBe(202)
    expect(paying).toEqual([carriage + stake])
    const { paid, settlement } = result
    const letter = { inboxId: scene.inboxId, letterHash: keccak256(bytes) }
    const more = { letter, relay: scene.relay.account.address, postageId: paid?.stampId }
    expect(await verifyReceipt(scene.reader, { settlement, ...more })).toBeDefined()

    const found = await delivered(stream, bytes)
    expect(await textOf(found, place())).toBe('Good morning')
    // The stranger paid, and proved nothing.
    expect(found.sender).toBeNull()
    const before = await balanceOf(scene.recipient)
    await scene.sent(collect(scene.recipient, { stamps: paid ? [paid.stamp] : [] }))
    expect((await balanceOf(scene.recipient)) - before).toBe(stake)
    await stream.close()
  })

  it('is delivered when the recipient comes, again until it is acknowledged, and never after', async () => {
    const bytes = await seal('While you were out')
    expect(await send(swift, bytes)).toMatchObject({ response: { status: 202 } })
    const token = await sessionAt(swift)
    const first = openStream(swift.url, token)
    const { letterId } = await delivered(first, bytes)
    await first.close()
    const second = openStream(swift.url, token)
    await delivered(second, bytes)
    await second.close()

    const headers = { authorization: `Bearer ${token}` }
    const acknowledge = () =>
      fetch(`${swift.url}/letters/${letterId}`, { method: 'DELETE', headers })
    expect((await acknowledge()).status).toBe(204)
    expect((await acknowledge()).status).toBe(204)
    const next = await seal('And one more thing')
    await send(swift, next)
    const third = openStream(swift.url, token)
    await delivered(third, next)
    expect(third.letters.map(({ letterHash }) => letterHash)).not.toContain(keccak256(bytes))
    await third.close()
    // Its receipt is still had.
    const again = await send(swift, bytes, { ...free, paid: undefined })
    expect(again).toMatchObject({ response: { status: 200 }, settlement: { success: true } })
  })

  it('is told only what comes after the last event', async () => {
    const token = await sessionAt(swift)
    const [one, two] = [await seal('one'), await seal('two')]
    await send(swift, one)
    await send(swift, two)
    const all = openStream(swift.url, token)
    const { letterId } = await delivered(all, one)
    await delivered(all, two)
    await all.close()
    const rest = openStream(swift.url, token, letterId)
    await delivered(rest, two)
    expect(rest.letters.map(({ letterHash }) => letterHash)).not.toContain(keccak256(one))
    await rest.close()
  })
})

describe('a friend', () => {
  it('passes free, and is named to the recipient', async () => {
    const bytes = await seal('It is me')
    const sender = scene.friend.account.address
    const senderStatement = await scene.statement(scene.friend, bytes)
    const address = { inboxId: scene.inboxId, sender, senderStatement }
    const result = await send(swift, bytes, { ...free, address }, scene.friend)
    expect(result).toMatchObject({ response: { status: 202 }, settlement: { success: true } })
    const stream = openStream(swift.url, await sessionAt(swift))
    expect(await delivered(stream, bytes)).toMatchObject({ sender: sender.toLowerCase() })
    await stream.close()
  })

  it('is not whoever names it', async () => {
    const bytes = await seal('Trust me')
    const senderStatement = await scene.statement(scene.sender, bytes)
    const named = { inboxId: scene.inboxId, sender: scene.friend.account.address }
    for (const address of [named, { ...named, senderStatement }]) {
      const result = await send(swift, bytes, { ...free, address })
      expect(result).toMatchObject(refusedBy('postage_required'))
    }
  })
})

describe('whoever is denied', () => {
  it('does not pass as a sender, whoever pays', async () => {
    const bytes = await seal('Buy now')
    const address = { inboxId: scene.inboxId, sender: scene.spammer.account.address }
    expect(await send(swift, bytes, { address })).toMatchObject(refusedBy('sender_denied'))
    const { stampId } = await scene.pay(bytes)
    const result = await send(swift, bytes, { address, paid: { stampId } })
    expect(result).toMatchObject(refusedBy('sender_denied'))
  })

  it('does not pass as a payer, whoever sends', async () => {
    const bytes = await seal('Buy later')
    const payer = scene.clientOf(8)
    const { stampId } = await scene.pay(bytes, {}, payer)
    const consents = [{ subject: payer.account.address, consent: 'denied' as const }]
    await scene.sent(setConsents(scene.recipient, { inboxId: scene.inboxId, consents }))
    await denialNoticed(payer)
    const result = await send(swift, bytes, { paid: { stampId } })
    expect(result).toMatchObject(refusedBy('sender_denied'))
  })

  /** Waits until the relay's own copy of the chain has come to it, which the API says nothing of. */
  async function denialNoticed(denied: LiveClient): Promise<void> {
    const bytes = await seal('Am I denied?')
    const address = { inboxId: scene.inboxId, sender: denied.account.address }
    const isNoticed = async () => {
      const answer = (await send(swift, bytes, { ...free, address })) as { reason?: string }
      return answer.reason === 'sender_denied'
    }
    await poll(isNoticed, { for: 'the relay to notice who is denied', within: 20_000 })
  }
})

describe('postage that does not do', () => {
  const wait = { maxWaitSeconds: 1 }

  it('is another letter’s', async () => {
    const bytes = await seal('First')
    const { stampId } = await scene.pay(bytes)
    expect(await send(swift, bytes, { paid: { stampId } })).toMatchObject({
      response: { status: 202 },
    })
    const replayed = await send(swift, await seal('Second'), { paid: { stampId } })
    expect(replayed).toMatchObject(refusedBy('stamp_mismatch'))
  })

  it('is for another relay', async () => {
    const bytes = await seal('To the other one')
    const { stampId } = await scene.pay(bytes, { carriage: 2n * carriage })
    expect(await send(slow, bytes, { paid: { stampId } })).toMatchObject(refusedBy('wrong_relay'))
    expect(await send(swift, bytes, { paid: { stampId } })).toMatchObject({
      response: { status: 202 },
    })
  })

  it('pays no carriage, or too little', async () => {
    const [unpaid, cheap] = [await seal('For nothing'), await seal('For little')]
    const none = await scene.pay(unpaid, { relay: zeroAddress, carriage: 0n })
    const little = await scene.pay(cheap, { relay: scene.otherRelay.account.address })
    expect(await send(swift, unpaid, { paid: none })).toMatchObject(refusedBy('wrong_relay'))
    expect(await send(slow, cheap, { paid: little })).toMatchObject(refusedBy('carriage_too_low'))
  })

  it('is undone by a reorg: the letter is held back until it is posted again', async () => {
    const bytes = await seal('Now you see me')
    const abort = new AbortController()
    const told = await collectIds(abort.signal)
    const snapshot = await scene.reader.snapshot()
    const { stamp, stampId } = await scene.pay(bytes)
    const taken = await send(swift, bytes, { paid: { stampId } })
    expect(taken).toMatchObject({ response: { status: 202 } })
    await poll(() => told.has(stampId), { for: 'the feed to tell of the stamp', within: 20_000 })
    abort.abort()
    await scene.reader.revert({ id: snapshot })
    // The chain goes on: the branch that takes the place of another is not seen before it is longer.
    const isHeld = async () => {
      await scene.reader.mine({ blocks: 1 })
      return swift.log.some(
        ({ msg, postageId }) => msg === 'a reorg has undone postage' && postageId === stampId,
      )
    }
    const held = poll(isHeld, { for: 'the relay to hold it back', within: 60_000, every: 500 })
    await held.catch(async (cause: Error) => {
      const { chains } = await scene.api.getChains()
      const known = JSON.stringify({ stampId, chains, relay: swift.log })
      throw new Error(`${cause.message}: ${known}`, { cause })
    })
    const stream = openStream(swift.url, await sessionAt(swift))
    const shown = await send(swift, bytes, { ...wait, paid: { stampId } })
    expect(shown).toMatchObject(refusedBy('postage_unknown'))
    expect(stream.letters.map(({ letterHash }) => letterHash)).not.toContain(keccak256(bytes))

    expect((await scene.pay(bytes, { expiresAt: stamp.expiresAt })).stampId).toBe(stampId)
    const found = await delivered(stream, bytes)
    expect(await textOf(found, place())).toBe('Now you see me')
    await stream.close()
  })

  it('is late', async () => {
    const bytes = await seal('Too late')
    const { timestamp } = await scene.reader.getBlock()
    const { stampId } = await scene.pay(bytes, { expiresAt: Number(timestamp) + window + 60 })
    await travelTo(timestamp + BigInt(window / 10 + 120))
    expect(await send(swift, bytes, { paid: { stampId } })).toMatchObject(refusedBy('expiring'))
    await travelTo(timestamp + BigInt(window + 60))
    expect(await send(swift, bytes, { paid: { stampId } })).toMatchObject(refusedBy('expired'))
  })

  /** Moves the chain's clock, and waits until the relay has noticed, by what it would have a stamp end at. */
  async function travelTo(time: bigint): Promise<void> {
    await scene.reader.setNextBlockTimestamp({ timestamp: time })
    await scene.reader.mine({ blocks: 1 })
    const bytes = await seal('What time is it?')
    const hasNoticed = async () => {
      const answer = (await send(swift, bytes, free)) as { required?: PaymentRequired }
      const { expiresAt } = (answer.required?.accepts[0]?.extra ?? {}) as { expiresAt?: number }
      return (expiresAt ?? 0) >= Number(time) + window + 86_400
    }
    await poll(hasNoticed, { for: 'the relay to notice the time', within: 20_000 })
  }
})

describe('a stamp for any relay', () => {
  it('that is shown to both is opened once, and collected once', async () => {
    const any = { RELAY_ACCEPT_UNPAID_CARRIAGE: 'true' }
    const both = [await start(swiftIndex, any), await start(slowIndex, any)]
    const operators = [scene.relay, scene.otherRelay]
    const bytes = await seal('To whom it may concern')
    const { stamp, stampId } = await scene.pay(bytes, { relay: zeroAddress, carriage: 0n })
    const opened = new Map<Hex, string>()
    for (const [index, relay] of both.entries()) {
      expect(await send(relay, bytes, { paid: { stampId } })).toMatchObject({
        response: { status: 202 },
      })
      const stream = openStream(relay.url, await sessionAt(relay, operators[index]))
      const found = await delivered(stream, bytes)
      // As a recipient does: by the hash of the letter.
      if (!opened.has(found.letterHash)) opened.set(found.letterHash, await textOf(found, place()))
      await stream.close()
    }
    expect([...opened.values()]).toEqual(['To whom it may concern'])
    const before = await balanceOf(scene.recipient)
    await scene.sent(collect(scene.recipient, { stamps: [stamp] }))
    await scene.sent(collect(scene.recipient, { stamps: [stamp] }))
    expect((await balanceOf(scene.recipient)) - before).toBe(stake)
  })
})

describe('the carriage', () => {
  it('is earned at the latest when the relay ends, and the next one knows what it took in', async () => {
    const relay = await runRelay(scene, slowIndex)
    const one = await seal('one')
    const before = await balanceOf(scene.otherRelay)
    await send(relay, one)
    await relay.stop()
    expect((await balanceOf(scene.otherRelay)) - before).toBe(2n * carriage)
    const next = await start(slowIndex, { databaseUrl: relay.databaseUrl })
    expect(await send(next, one, free)).toMatchObject({ response: { status: 200 } })
  })
})

/** Runs the slow relay as a process of its own. */
async function startProcess() {
  const databaseUrl = await scene.database.createDatabase(`relay_process_${Date.now()}`)
  const env = { ...process.env, ...envOf(scene, slowIndex, databaseUrl), RELAY_PORT: '0' }
  const child = spawn(process.execPath, ['relay/main.ts'], { env })
  const exited = once(child, 'exit')
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  const listening = () => /"url":"([^"]+)"/.exec(output)?.[1]
  const url = await poll(listening, { for: 'the relay to listen', within: 30_000 })
  return { child, exited, databaseUrl, relay: { url } as RunningRelay, output: () => output }
}

/** Asks for more letters than go into the buffers on the way, made of one that waits, and reads none. */
async function openUnread(relay: RunningRelay, databaseUrl: string): Promise<ClientRequest> {
  const sql = openDatabase(databaseUrl)
  await sql`insert into relay.letter
      (inbox_id, letter_hash, sender, is_sender_proven, body, receipt, postage_id)
    select inbox_id, letter_hash || n, sender, is_sender_proven,
      decode(repeat('00', 1048576), 'hex'), receipt, postage_id
    from relay.letter, generate_series(1, 8) n`
  await sql.end()
  const headers = { authorization: `Bearer ${await sessionAt(relay, scene.otherRelay)}` }
  const asked = get(`${relay.url}/letters`, { headers, agent: false })
  await once(asked, 'response')
  let last: number | undefined
  const isFull = () => {
    const isSame = asked.socket?.bytesRead === last
    last = asked.socket?.bytesRead
    return isSame
  }
  await poll(isFull, { for: 'the buffers to be full', within: 30_000, every: 1_000 })
  return asked
}

describe('relay/main.ts', () => {
  it('runs as a process of its own, logs what it does, and ends when it is told to', async () => {
    const { child, exited, relay, output } = await startProcess()
    const bytes = await seal('By another process')
    expect(await send(relay, bytes)).toMatchObject({ response: { status: 202 } })
    const stream = openStream(relay.url, await sessionAt(relay, scene.otherRelay))
    await delivered(stream, bytes)
    const before = await balanceOf(scene.otherRelay)
    child.kill('SIGTERM')
    expect(await exited).toEqual([0, null])
    await stream.done
    expect((await balanceOf(scene.otherRelay)) - before).toBe(2n * carriage)
    expect(output()).not.toContain(secretOf(slowIndex))
    const lines: object[] = output()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toContainEqual(
      expect.objectContaining({ msg: 'letter taken in', letterHash: keccak256(bytes) }),
    )
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'postage admitted', count: 1 }))
  })

  it('ends when it is told to, also beside a recipient that does not read its stream', async () => {
    const { child, exited, databaseUrl, relay } = await startProcess()
    const bytes = await seal('To somebody who is away')
    expect(await send(relay, bytes)).toMatchObject({ response: { status: 202 } })
    const unread = await openUnread(relay, databaseUrl)
    const broken = once(unread, 'close')
    const before = await balanceOf(scene.otherRelay)
    child.kill('SIGTERM')
    expect(await exited).toEqual([0, null])
    unread.destroy()
    await broken
    expect((await balanceOf(scene.otherRelay)) - before).toBe(2n * carriage)
  })

  it('says in words that its port is taken', async () => {
    const { port } = new URL(swift.url)
    const quiet = { RELAY_PORT: port, RELAY_LOG_LEVEL: 'silent' }
    const env = { ...envOf(scene, slowIndex, swift.databaseUrl), ...quiet }
    const { code, output } = await runScript(['relay/main.ts'], env)
    expect([code, output]).toEqual([
      1,
      `Port ${port} of 127.0.0.1 is in use. Stop what listens there, or set RELAY_PORT.\n`,
    ])
  })
})

describe('letters are handed to nobody', () => {
  it('without a session', async () => {
    for (const headers of [
      {},
      { authorization: 'Bearer x' },
      { authorization: `Bearer ${'a'.repeat(43)}` },
    ]) {
      expect((await fetch(`${swift.url}/letters`, { headers })).status).toBe(401)
      expect((await fetch(`${swift.url}/letters/1`, { method: 'DELETE', headers })).status).toBe(
        401,
      )
    }
  })

  it('who has no key or wallet of the inbox, or signed for another relay or inbox', async () => {
    const { inboxId } = scene
    const ask = async (body: object) => (await postJson(`${swift.url}/sessions`, body)).status
    const challenge = async (of: Hex = inboxId) => {
      const response = await postJson(`${swift.url}/challenges`, { inboxId: of })
      return ((await response.json()) as { challenge: Hex }).challenge
    }
    const stranger = await createKey('ed25519')
    const relay = scene.relay.account.address
    const signer = { kind: signing.kind, secretKey: signing.secretKey }
    const base = { chainId, inboxId, relay, url: swift.url, signer }
    const good = await signSession({ ...base, challenge: await challenge() })
    const { key: _, ...unnamed } = good
    for (const bad of [
      await signSession({ ...base, challenge: await challenge(), signer: stranger }),
      await signSession({ ...base, challenge: await challenge(), signer: scene.sender.account }),
      await signSession({
        ...base,
        challenge: await challenge(),
        relay: scene.otherRelay.account.address,
      }),
      await signSession({ ...base, challenge: await challenge(`0x${'12'.repeat(32)}`) }),
      await signSession({ ...base, challenge: `0x${'12'.repeat(32)}` }),
      { ...good, inboxId: `0x${'12'.repeat(32)}` },
      { ...good, wallet: scene.recipient.account.address },
      // Somebody between the two, whom a lying API had named as the relay's endpoint.
      await signSession({ ...base, challenge: await challenge(), url: 'https://evil.example' }),
      { ...good, origin: 'https://relay.example' },
      unnamed,
    ]) {
      expect(await ask(bad)).toBe(401)
    }
    expect(await ask({})).toBe(400)
    expect(await ask({ ...good, more: 1 })).toBe(400)
    expect(await ask(good)).toBe(201)
    expect(await ask(good)).toBe(401)
  })

  it('but a wallet of the inbox', async () => {
    const relay = scene.relay.account.address
    const signer = scene.recipient.account
    const token = await openSession(swift.url, { chainId, inboxId: scene.inboxId, relay, signer })
    const stream = openStream(swift.url, token)
    await poll(() => stream.letters.length > 0, { for: 'letters', within: 5_000 })
    await stream.close()
  })

  it('whose key was revoked', async () => {
    const { inboxId } = scene
    await scene.sent(revokeKeys(scene.recipient, { inboxId, keyIds: [signing.keyId] }))
    await scene.caughtUp()
    await expect(sessionAt(swift)).rejects.toThrow('session_refused')
  })
})

/** The stamps that the feed tells of from now on. */
async function collectIds(signal: AbortSignal): Promise<ReadonlySet<string>> {
  const ids = new Set<string>()
  await new Promise<void>((onAlive) => {
    const entries = watchEvents(scene.api, { type: 'stamp.posted', signal, onAlive })
    void (async () => {
      for await (const { stampId } of entries) ids.add(stampId ?? '')
    })()
  })
  return ids
}
