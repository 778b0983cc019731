import type { Hex } from 'viem'
import { zeroAddress, zeroHash } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { subjectOf } from '../../../protocol/ids.ts'
import { call } from '../support/call.ts'
import { registerInbox } from '../support/inboxes.ts'
import type { IndexedChain } from '../support/indexedChain.ts'
import { startIndexedChain } from '../support/indexedChain.ts'
import type { Account } from '../support/localClient.ts'
import { lower } from '../support/lower.ts'
import type { Sent } from '../support/sent.ts'

let chain: IndexedChain
let postOffice: IndexedChain['contracts']['postOffice']
let wallet: Account
let inboxId: Hex

const HOUR = 3_600
const doors = { free: 0, postage: 1, closed: 2 }
const consents = { none: 0, allowed: 1, denied: 2 }

beforeAll(async () => {
  chain = await startIndexedChain()
  postOffice = chain.contracts.postOffice
})
afterAll(() => chain?.stop())

/** A new inbox for each test. */
async function anInbox(): Promise<void> {
  wallet = await chain.account()
  inboxId = await registerInbox(chain, wallet)
}

describe('TermsSet', () => {
  it('is in force from then on (the last one of an inbox and token)', async () => {
    await anInbox()
    const most = 2n ** 96n - 1n
    const first = await chain.send(terms(5n, HOUR, false))
    const second = await chain.send(terms(most, 30 * 24 * HOUR, true))
    expect(await chain.rows('terms', { inboxId })).toEqual([
      {
        chainId: chain.chainId,
        inboxId,
        token: zeroAddress,
        stake: most,
        window: 30 * 24 * HOUR,
        relayMayCollect: true,
        ...since(second),
      },
    ])
    expect(await chain.rows('terms_change', { inboxId })).toEqual([
      termsChange(first, 5n, HOUR, false),
      termsChange(second, most, 30 * 24 * HOUR, true),
    ])
  })

  it('moves since where any of it changes, and only there, but is always kept', async () => {
    await anInbox()
    const nothing = await chain.send(terms(0n, 0, false))
    expect(await chain.rows('terms', { inboxId })).toEqual([])
    const first = await chain.send(terms(5n, HOUR, false))
    const again = await chain.send(terms(5n, HOUR, false))
    expect(await chain.rows('terms', { inboxId })).toMatchObject([since(first)])
    const longer = await chain.send(terms(5n, HOUR + 1, false))
    expect(await chain.rows('terms', { inboxId })).toMatchObject([since(longer)])
    const handedOver = await chain.send(terms(5n, HOUR + 1, true))
    expect(await chain.rows('terms', { inboxId })).toMatchObject([since(handedOver)])
    expect(await chain.rows('terms_change', { inboxId })).toEqual([
      termsChange(nothing, 0n, 0, false),
      termsChange(first, 5n, HOUR, false),
      termsChange(again, 5n, HOUR, false),
      termsChange(longer, 5n, HOUR + 1, false),
      termsChange(handedOver, 5n, HOUR + 1, true),
    ])
  })

  it('has stake 0 once the token is no longer accepted', async () => {
    await anInbox()
    await chain.send(terms(5n, HOUR, true))
    const sent = await chain.send(terms(0n, HOUR, true))
    expect(await chain.rows('terms', { inboxId })).toMatchObject([
      { stake: 0n, window: 0, relayMayCollect: false, ...since(sent) },
    ])
  })
})

describe('DoorSet', () => {
  it('comes with the first terms of an open inbox', async () => {
    await anInbox()
    const sent = await chain.send(terms(5n, HOUR, false))
    expect(await chain.rows('inbox', { inboxId })).toMatchObject([
      { door: 'postage', doorSinceBlock: sent.blockNumber, doorSinceTime: sent.timestamp },
    ])
    expect(await chain.rows('door_change', { inboxId })).toEqual([
      { ...sent.place('DoorSet'), inboxId, door: 'postage' },
    ])
  })

  it('moves since only where it changes something, but is always kept', async () => {
    await anInbox()
    const [registered] = await chain.rows('inbox', { inboxId })
    const free = await chain.send(door('free'))
    expect(await chain.rows('inbox', { inboxId })).toEqual([registered])
    const closed = await chain.send(door('closed'))
    const again = await chain.send(door('closed'))
    expect(await chain.rows('inbox', { inboxId })).toEqual([
      {
        ...registered,
        door: 'closed',
        doorSinceBlock: closed.blockNumber,
        doorSinceTime: closed.timestamp,
      },
    ])
    expect(await chain.rows('door_change', { inboxId })).toEqual([
      { ...free.place('DoorSet'), inboxId, door: 'free' },
      { ...closed.place('DoorSet'), inboxId, door: 'closed' },
      { ...again.place('DoorSet'), inboxId, door: 'closed' },
    ])
  })

  it('is the last one of a transaction', async () => {
    await anInbox()
    const calls = (['closed', 'free', 'postage', 'closed', 'free'] as const).map(
      (word) => door(word).data,
    )
    const sent = await chain.send(call(wallet, postOffice, 'multicall', [calls]))
    expect(await chain.rows('inbox', { inboxId })).toMatchObject([
      { door: 'free', doorSinceBlock: sent.blockNumber },
    ])
    expect((await chain.rows('door_change', { inboxId })).map((change) => change.door)).toEqual([
      'closed',
      'free',
      'postage',
      'closed',
      'free',
    ])
  })
})

describe('ConsentSet', () => {
  it('is the word on an address or on an inbox', async () => {
    await anInbox()
    const sender = await chain.account()
    const senderInbox = await registerInbox(chain, sender)
    const subjects = [subjectOf(sender.address), senderInbox]
    const sent = await chain.send(consent(subjects, ['denied', 'allowed']))
    const word = { chainId: chain.chainId, inboxId, ...since(sent) }
    expect(await chain.rows('consent', { inboxId, subject: subjects[0] })).toEqual([
      {
        ...word,
        subject: `0x${'00'.repeat(12)}${lower(sender.address).slice(2)}`,
        consent: 'denied',
      },
    ])
    expect(await chain.rows('consent', { inboxId, subject: subjects[1] })).toEqual([
      { ...word, subject: senderInbox, consent: 'allowed' },
    ])
  })

  it('moves since only where it changes something', async () => {
    await anInbox()
    const subject = subjectOf(wallet.address)
    await chain.send(consent([subject], ['none']))
    expect(await chain.rows('consent', { inboxId })).toEqual([])
    expect(await chain.rows('inbox', { inboxId })).toMatchObject([{ consentGiven: false }])
    const allowed = await chain.send(consent([subject], ['allowed']))
    await chain.send(consent([subject], ['allowed']))
    expect(await chain.rows('consent', { inboxId })).toMatchObject([
      { consent: 'allowed', ...since(allowed) },
    ])
    const none = await chain.send(consent([subject], ['none']))
    expect(await chain.rows('consent', { inboxId })).toMatchObject([
      { consent: 'none', ...since(none) },
    ])
    expect(await chain.rows('inbox', { inboxId })).toMatchObject([{ consentGiven: true }])
  })

  it('is always kept, and remembered as given by one that denies', async () => {
    await anInbox()
    const subject = subjectOf(wallet.address)
    const words = ['none', 'denied', 'denied', 'none'] as const
    const sent = await chain.send(
      consent(
        words.map(() => subject),
        [...words],
      ),
    )
    expect(await chain.rows('consent_change', { inboxId })).toEqual(
      words.map((word, n) => ({
        ...sent.place('ConsentSet', n),
        inboxId,
        subject: lower(subject),
        consent: word,
      })),
    )
    expect(await chain.rows('inbox', { inboxId })).toMatchObject([{ consentGiven: true }])
  })

  it('is the last word of a transaction, and begins with it if it was interrupted', async () => {
    await anInbox()
    const subject = subjectOf(wallet.address)
    await chain.send(consent([subject], ['allowed']))
    const sent = await chain.send(
      consent([subject, subject, subject], ['allowed', 'denied', 'allowed']),
    )
    expect(await chain.rows('consent', { inboxId })).toMatchObject([
      { consent: 'allowed', ...since(sent) },
    ])
  })

  it('takes whatever 32 bytes for a subject', async () => {
    await anInbox()
    const subjects: Hex[] = [`0x${'ff'.repeat(32)}`, `0x${'00'.repeat(31)}01`]
    await chain.send(consent(subjects, ['denied', 'denied']))
    const rows = await chain.rows('consent', { inboxId })
    expect(rows.map((row) => row.subject).sort()).toEqual([...subjects].sort())
    expect(subjects).not.toContain(zeroHash)
  })
})

describe('PayoutSet', () => {
  it('is null where it means the recovery', async () => {
    await anInbox()
    const payee = await chain.account()
    const set = await chain.send(call(wallet, postOffice, 'setPayout', [inboxId, payee.address]))
    expect(await chain.rows('inbox', { inboxId })).toMatchObject([{ payout: lower(payee.address) }])
    const unset = await chain.send(call(wallet, postOffice, 'setPayout', [inboxId, zeroAddress]))
    expect(await chain.rows('inbox', { inboxId })).toMatchObject([{ payout: null }])
    expect(await chain.rows('payout_change', { inboxId })).toEqual([
      { ...set.place('PayoutSet'), inboxId, payout: lower(payee.address) },
      { ...unset.place('PayoutSet'), inboxId, payout: null },
    ])
  })
})

function terms(stake: bigint, window: number, relayMayCollect: boolean) {
  const args = [inboxId, zeroAddress, stake, window, relayMayCollect] as const
  return call(wallet, postOffice, 'setTerms', args)
}

function termsChange(sent: Sent, stake: bigint, window: number, relayMayCollect: boolean) {
  const place = sent.place('TermsSet')
  return { ...place, inboxId, token: zeroAddress, stake, window, relayMayCollect }
}

function door(word: keyof typeof doors) {
  return call(wallet, postOffice, 'setDoor', [inboxId, doors[word]])
}

function consent(subjects: Hex[], words: (keyof typeof consents)[]) {
  const numbers = words.map((word) => consents[word])
  return call(wallet, postOffice, 'setConsents', [inboxId, subjects, numbers])
}

function since(sent: Sent) {
  return { sinceBlock: sent.blockNumber, sinceTime: sent.timestamp }
}
