import type { Address, Hex } from 'viem'
import { keccak256, stringToBytes, toHex, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Mailing } from '../../../protocol/eip712/postOffice.ts'
import type { Call } from '../support/call.ts'
import { call } from '../support/call.ts'
import { registerInbox } from '../support/inboxes.ts'
import type { IndexedChain } from '../support/indexedChain.ts'
import { startIndexedChain } from '../support/indexedChain.ts'
import type { Account } from '../support/localClient.ts'
import { lower } from '../support/lower.ts'
import type { PreparedMailing } from '../support/mailings.ts'
import { openMailing, prepareMailing } from '../support/mailings.ts'
import { collectMailFor } from '../support/onBehalf.ts'
import type { Sent } from '../support/sent.ts'

let chain: IndexedChain
let postOffice: IndexedChain['contracts']['postOffice']
let relays: IndexedChain['contracts']['relayRegistry']
let sender: Account
let relay: Account
let recipients: Account[]
let inboxIds: Hex[]
let letters = 0

const HOUR = 3_600
const STAKE = 1_000n
const URI = 'https://leaves.example/1'

beforeAll(async () => {
  chain = await startIndexedChain()
  postOffice = chain.contracts.postOffice
  relays = chain.contracts.relayRegistry
  sender = await chain.account()
  recipients = [await chain.account(), await chain.account()]
  inboxIds = []
  for (const recipient of recipients) inboxIds.push(await registerInbox(chain, recipient))
})
afterAll(() => chain?.stop())

/** A new relay that asks for 5. */
async function aRelay(): Promise<void> {
  relay = await chain.account()
  await chain.send(call(relay, relays, 'register', [relay.address, 'https://relay.example']))
  await chain.send(setCarriage(5n))
}

describe('MailingOpened', () => {
  it('is a mailing, at most once (1), paid in full (2), with a relay for its carriage (3)', async () => {
    await aRelay()
    const prepared = await aMailing({ carriage: 7n })
    const { mailing, mailingId } = prepared
    const sent = await chain.send(openMailing(chain, sender, mailing, URI))
    expect(await chain.rows('mailing', { mailingId })).toEqual([
      {
        chainId: chain.chainId,
        mailingId,
        sender: lower(sender.address),
        relay: lower(relay.address),
        token: zeroAddress,
        root: mailing.root,
        carriage: 7n,
        stake: STAKE,
        count: 3,
        expiresAt: mailing.expiresAt,
        uri: URI,
        status: 'open',
        openedBlock: sent.blockNumber,
        openedLogIndex: sent.place('MailingOpened').logIndex,
        openedBlockHash: sent.blockHash,
        openedAt: sent.timestamp,
        openedTx: sent.transaction,
        carriageAsked: 5n,
        carriageMet: true,
        carriagePaid: false,
        closedAt: null,
        refund: null,
      },
    ])
    expect(await steps(prepared)).toEqual([step(sent, 'MailingOpened', 'opened')])
  })

  it('keeps the largest amounts, count and expiry there can be', async () => {
    await aRelay()
    await chain.client.setBalance({ address: sender.address, value: 2n ** 140n })
    const most = 2n ** 96n - 1n
    const expiresAt = (await now()) + 59 * 24 * HOUR
    const large = { carriage: most, stake: most, count: 2 ** 32 - 1, expiresAt }
    const prepared = await aMailing(large)
    await chain.send(openMailing(chain, sender, prepared.mailing))
    expect(await row(prepared)).toMatchObject({ ...large, uri: '' })
  })

  it.each([
    ['nothing', new Uint8Array(), ''],
    ['256 bytes', new Uint8Array(256).fill(0x61), 'a'.repeat(256)],
    ['a NUL', stringToBytes('a\0b'), 'a\uFFFDb'],
    ['256 NULs', new Uint8Array(256), '\uFFFD'.repeat(256)],
    ['no UTF-8', Uint8Array.of(0xff, 0xfe, 0x61), '\uFFFD\uFFFDa'],
    ['half a character', Uint8Array.of(0x61, 0xe2, 0x82), 'a\uFFFD'],
    ['256 bytes that are no UTF-8', new Uint8Array(256).fill(0xff), '\uFFFD'.repeat(256)],
    ['a quote and a backslash', stringToBytes(`'"\\`), `'"\\`],
  ])('may say of its leaves: %s', async (_, bytes, kept) => {
    await aRelay()
    const prepared = await aMailing()
    await chain.send(openMailingAt(prepared.mailing, bytes))
    expect(await row(prepared)).toMatchObject({ uri: kept })
  })

  it.each([
    [599, 5n, true],
    [600, 9n, false],
    [601, 9n, false],
  ])('counts the carriage before a rise %i seconds ago as %s', async (age, asked, met) => {
    await aRelay()
    const prepared = await aMailing({ carriage: 5n })
    const raised = await chain.send(setCarriage(9n), (await now()) + 10)
    await chain.send(openMailing(chain, sender, prepared.mailing), raised.timestamp + age)
    expect(await row(prepared)).toMatchObject({ carriageAsked: asked, carriageMet: met })
  })

  it('of no relay, or of one that nobody registered, asks for nothing that is known', async () => {
    await aRelay()
    const { address: unknown } = await chain.account()
    for (const postage of [{ relay: zeroAddress, carriage: 0n }, { relay: unknown }]) {
      const prepared = await aMailing(postage)
      await chain.send(openMailing(chain, sender, prepared.mailing))
      expect(await row(prepared)).toMatchObject({ carriageAsked: null, carriageMet: null })
    }
  })

  it('stands at a place in the history of terms and doors, within its block too', async () => {
    await aRelay()
    const [recipient, inboxId] = [recipients[0] as Account, inboxIds[0] as Hex]
    const terms = (stake: bigint, window: number) =>
      call(recipient, postOffice, 'setTerms', [inboxId, zeroAddress, stake, window, false])
    const door = (word: number) => call(recipient, postOffice, 'setDoor', [inboxId, word])
    const prepared = await aMailing()
    await chain.sendInOneBlock(
      terms(1n, HOUR),
      terms(2n, 2 * HOUR),
      door(2),
      openMailing(chain, sender, prepared.mailing),
      terms(3n, 3 * HOUR),
      door(0),
    )
    const mailing = await row(prepared)
    const lastBefore = async (table: string) => {
      const changes = await chain.rows(table, { inboxId })
      return changes.filter((change) => isBefore(change, mailing)).at(-1)
    }
    expect(await lastBefore('terms_change')).toMatchObject({ stake: 2n, window: 2 * HOUR })
    expect(await lastBefore('door_change')).toMatchObject({ door: 'closed' })
  })
})

describe('MailingAdmitted', () => {
  it('pays the carriage of all letters', async () => {
    await aRelay()
    const prepared = await aMailing()
    const { mailing } = prepared
    const opened = await chain.send(openMailing(chain, sender, mailing))
    const sent = await chain.send(call(relay, postOffice, 'admitMailing', [mailing]))
    expect(await row(prepared)).toMatchObject({
      status: 'admitted',
      carriagePaid: true,
      closedAt: null,
      refund: null,
    })
    expect(await steps(prepared)).toEqual([
      step(opened, 'MailingOpened', 'opened'),
      step(sent, 'MailingAdmitted', 'admitted', { carriageTo: lower(relay.address) }),
    ])
    expect(await chain.rows('balance', { account: lower(relay.address) })).toMatchObject([
      { amount: 15n },
    ])
  })
})

describe('MailCollected', () => {
  it('is a letter whose stake went to the payout of then', async () => {
    await aRelay()
    const [first, second] = recipients as [Account, Account]
    const payee = await chain.account()
    const prepared = await aMailing()
    const { mailing, mailingId, claims } = prepared
    await chain.send(openMailing(chain, sender, mailing))
    const before = await row(prepared)
    const alone = await chain.send(
      call(second, postOffice, 'collectMail', [mailing, claims.slice(1, 2)]),
    )
    await chain.send(call(first, postOffice, 'setPayout', [inboxIds[0] as Hex, payee.address]))
    const others = [claims[2], claims[0]] as (typeof claims)[number][]
    const two = await chain.send(call(first, postOffice, 'collectMail', [mailing, others]))
    expect(await mail(mailingId)).toEqual([
      collected(prepared, 0, two, payee.address, 1),
      collected(prepared, 1, alone, second.address),
      collected(prepared, 2, two, payee.address),
    ])
    expect(await row(prepared)).toEqual(before)
    expect(await steps(prepared)).toHaveLength(1)
    expect(await chain.rows('balance', { account: lower(payee.address) })).toMatchObject([
      { amount: 2n * STAKE },
    ])
    await chain.send(call(first, postOffice, 'setPayout', [inboxIds[0] as Hex, zeroAddress]))
  })

  it('may be collected by whoever brings the signature', async () => {
    await aRelay()
    const [first] = recipients as [Account]
    const prepared = await aMailing()
    await chain.send(openMailing(chain, sender, prepared.mailing))
    const claims = prepared.claims.slice(0, 1)
    const sent = await chain.send(
      await collectMailFor(chain, relay, first, { ...prepared, claims }),
    )
    expect(await mail(prepared.mailingId)).toEqual([collected(prepared, 0, sent, first.address)])
  })

  it('keeps the letters of two mailings apart', async () => {
    await aRelay()
    const [one, two] = [await aMailing(), await aMailing()]
    for (const { mailing, claims } of [one, two]) {
      await chain.send(openMailing(chain, sender, mailing))
      const [claim] = claims.slice(1)
      if (!claim) throw new Error('The mailing has three letters.')
      await chain.send(
        call(recipients[1] as Account, postOffice, 'collectMail', [mailing, [claim]]),
      )
    }
    for (const { mailingId, claims } of [one, two]) {
      expect(await mail(mailingId)).toMatchObject([{ index: 1, letterHash: claims[1]?.letterHash }])
    }
  })
})

describe('MailingClosed', () => {
  it('gives stakes and carriage back where the letters were not admitted', async () => {
    await aRelay()
    const prepared = await aMailing()
    const { mailing } = prepared
    await chain.send(openMailing(chain, sender, mailing))
    const sent = await chain.send(close(mailing), mailing.expiresAt)
    const refund = 3n * (STAKE + 5n)
    expect(await row(prepared)).toMatchObject({
      status: 'closed',
      carriagePaid: false,
      closedAt: mailing.expiresAt,
      refund,
    })
    expect((await steps(prepared)).at(-1)).toEqual(
      step(sent, 'MailingClosed', 'closed', { refund, carriageTo: lower(sender.address) }),
    )
  })

  it('gives what was not collected back where they were', async () => {
    await aRelay()
    const prepared = await aMailing()
    const { mailing, claims } = prepared
    await chain.send(openMailing(chain, sender, mailing))
    await chain.send(call(relay, postOffice, 'admitMailing', [mailing]))
    const own = claims.slice(1, 2)
    await chain.send(call(recipients[1] as Account, postOffice, 'collectMail', [mailing, own]))
    const sent = await chain.send(close(mailing), mailing.expiresAt + 1)
    const refund = 2n * STAKE
    expect(await row(prepared)).toMatchObject({
      status: 'closed',
      carriagePaid: true,
      closedAt: mailing.expiresAt + 1,
      refund,
    })
    expect((await steps(prepared)).at(-1)).toEqual(
      step(sent, 'MailingClosed', 'closed', { refund, carriageTo: lower(relay.address) }),
    )
  })

  it('gives nothing back where all was collected', async () => {
    await aRelay()
    const prepared = await aMailing({ carriage: 0n })
    const { mailing, claims } = prepared
    await chain.send(openMailing(chain, sender, mailing))
    const [first, second] = recipients as [Account, Account]
    const ofFirst = claims.filter(({ index }) => index !== 1)
    await chain.send(call(first, postOffice, 'collectMail', [mailing, ofFirst]))
    await chain.send(call(second, postOffice, 'collectMail', [mailing, claims.slice(1, 2)]))
    await chain.send(close(mailing), mailing.expiresAt)
    expect(await row(prepared)).toMatchObject({ status: 'closed', refund: 0n })
  })
})

describe('mailings', () => {
  it('are what the contract says', async () => {
    const statuses = ['none', 'open', 'admitted', 'closed']
    const rows = await chain.rows('mailing')
    expect(rows.length).toBeGreaterThan(15)
    for (const { mailingId, ...mailing } of rows) {
      const args = [mailingId as Hex] as const
      const [status, count, openedAt, closedAt] = await chain.client.readContract({
        ...postOffice,
        functionName: 'mailing',
        args,
      })
      expect(mailing).toMatchObject({
        status: statuses[status],
        openedAt,
        closedAt: closedAt || null,
      })
      expect(await mail(mailingId as Hex)).toHaveLength(count)
    }
  })

  it('leave balances that are what the contract says', async () => {
    const rows = await chain.rows('balance')
    expect(rows.length).toBeGreaterThan(5)
    for (const { account, amount } of rows) {
      const args = [account as Address, 0n] as const
      expect(
        await chain.client.readContract({ ...postOffice, functionName: 'balanceOf', args }),
      ).toBe(amount)
    }
  })
})

/** A mailing of three new letters: the first and the third to the first recipient, the second to the other. */
async function aMailing(postage: Partial<Mailing> = {}): Promise<PreparedMailing> {
  const mails = [0, 1, 0].map((recipient) => {
    letters += 1
    return { inboxId: inboxIds[recipient] as Hex, letterHash: keccak256(toHex(letters)) }
  })
  const expiresAt = (await now()) + 3 * HOUR
  const usual = { sender: sender.address, relay: relay.address, carriage: 5n, stake: STAKE }
  return prepareMailing(chain, mails, { ...usual, expiresAt, ...postage })
}

/** As `openMailing`, of a uri that need not be text: the encoder takes nothing else. */
function openMailingAt(mailing: Mailing, uri: Uint8Array): Call {
  const length = 'x'.repeat(uri.length)
  const opening = openMailing(chain, sender, mailing, length)
  const written = toHex(stringToBytes(length)).slice(2)
  const data = opening.data.replace(new RegExp(`${written}(?=(00)*$)`), toHex(uri).slice(2)) as Hex
  return { ...opening, data }
}

function close(mailing: Mailing): Call {
  return call(recipients[1] as Account, postOffice, 'closeMailing', [mailing])
}

function setCarriage(amount: bigint): Call {
  return call(relay, relays, 'setCarriage', [zeroAddress, amount, true])
}

async function now(): Promise<number> {
  return Number((await chain.client.getBlock()).timestamp)
}

async function row({ mailingId }: PreparedMailing) {
  const [found] = await chain.rows('mailing', { mailingId })
  return found
}

async function steps({ mailingId }: PreparedMailing) {
  const rows = await chain.rows('mailing_step', { mailingId })
  return rows.map(({ mailingId: _, ...columns }) => columns)
}

/** What was collected of a mailing, by index. */
async function mail(mailingId: Hex) {
  const rows = await chain.rows('mail', { mailingId })
  return rows.toSorted((a, b) => Number(a.index) - Number(b.index))
}

function step(
  sent: Sent,
  eventName: string,
  name: string,
  money: { refund?: bigint; carriageTo?: Address } = {},
) {
  const place = { ...sent.place(eventName), blockHash: sent.blockHash }
  return { ...place, step: name, refund: null, carriageTo: null, ...money }
}

/** The letter that a transaction's nth MailCollected tells of. */
function collected(
  { mailingId, claims }: PreparedMailing,
  index: number,
  sent: Sent,
  payout: Address,
  n = 0,
) {
  const { inboxId, letterHash } = claims[index] ?? {}
  const place = { ...sent.place('MailCollected', n), blockHash: sent.blockHash }
  return { ...place, mailingId, index, inboxId, letterHash, payout: lower(payout) }
}

/** Whether a change came before the opening of a mailing. */
function isBefore(
  change: Readonly<Record<string, unknown>>,
  mailing: Readonly<Record<string, unknown>> | undefined,
): boolean {
  const [block, log] = [Number(mailing?.openedBlock), Number(mailing?.openedLogIndex)]
  const isEarlier = Number(change.blockNumber) < block
  return isEarlier || (change.blockNumber === block && Number(change.logIndex) < log)
}
