import type { Abi, Hex } from 'viem'
import { concat, encodeAbiParameters, encodeEventTopics, keccak256, toHex, zeroAddress } from 'viem'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { emitterCode, logOf } from './support/emitter.ts'
import type { IndexedChain } from './support/indexedChain.ts'
import { startIndexedChain } from './support/indexedChain.ts'
import type { Account } from './support/localClient.ts'

/**
 * What the contracts never emit. A handler that threw at it would stop the indexer at the same block for ever, so each is
 * written by code put in a contract's place, and the indexer has to reach the head all the same.
 */
let chain: IndexedChain
let account: Account

const ID = keccak256('0x01')
const KEY = keccak256('0x02')
const SOMEBODY = '0x00000000000000000000000000000000000000aa'

beforeAll(async () => {
  chain = await startIndexedChain()
  account = await chain.account()
})
afterAll(() => chain?.stop())

describe('events of things that were never announced', () => {
  afterEach(async () => expect(await chain.rows('inbox')).toEqual([]))

  it.each([
    ['WalletLinked', [ID, SOMEBODY]],
    ['WalletUnlinked', [ID, SOMEBODY]],
    ['KeyAdded', [ID, KEY, SOMEBODY, 999, 0, '0x', '0x']],
    ['KeyAdded', [ID, KEY, SOMEBODY, 1, 0, '0x', `0x${'ff'.repeat(64)}`]],
    ['KeyAdded', [ID, KEY, SOMEBODY, 2, 0, '0x', concat([KEY, `0x${'ff'.repeat(64)}`])]],
    ['KeyRevoked', [ID, KEY, SOMEBODY]],
    ['AllKeysRevoked', [ID, 7, SOMEBODY]],
    ['AccountLinked', [ID, SOMEBODY, '', '0x']],
    ['AccountLinked', [ID, SOMEBODY, noise(6_000), `0x${'ff'.repeat(4_096)}`]],
    ['AccountUnlinked', [ID, SOMEBODY, noise(6_000)]],
    ['AccountUnlinked', [ID, SOMEBODY, 'solana:never:linked']],
    ['RecoveryTransferCancelled', [ID, SOMEBODY]],
    ['RecoveryTransferred', [ID, SOMEBODY, SOMEBODY]],
    ['RecoveryTransferStarted', [ID, SOMEBODY, SOMEBODY]],
    ['GuardianSet', [ID, SOMEBODY, 0]],
    ['GuardianSet', [ID, zeroAddress, 2 ** 40 - 1]],
    ['RecoveryTransferred', [ID, zeroAddress, SOMEBODY]],
  ])('InboxRegistry.%s', async (name, args) => {
    await emit(chain.contracts.inboxRegistry, name, args)
    await chain.untilCaughtUp()
  })

  it.each([
    ['RelaySignerSet', [SOMEBODY, SOMEBODY]],
    ['RelayEndpointSet', [SOMEBODY, '']],
    ['RelayActiveSet', [SOMEBODY, true]],
    ['RelayCarriageSet', [SOMEBODY, zeroAddress, 5n, true]],
  ])('RelayRegistry.%s', async (name, args) => {
    await emit(chain.contracts.relayRegistry, name, args)
    expect(await chain.rows('relay')).toEqual([])
  })

  it.each([
    ['DoorSet', [ID, 2]],
    ['PayoutSet', [ID, SOMEBODY]],
    ['StampAdmitted', [ID, SOMEBODY]],
    ['StampCollected', [ID, SOMEBODY, SOMEBODY]],
    ['StampReturned', [ID, SOMEBODY]],
    ['StampExpired', [ID, SOMEBODY]],
    ['MailingAdmitted', [ID, SOMEBODY]],
    ['MailCollected', [ID, KEY, SOMEBODY, 2 ** 32 - 1, KEY]],
    ['MailingClosed', [ID, 2n ** 256n - 1n, zeroAddress]],
    ['MailingOpened', [KEY, zeroAddress, zeroAddress, SOMEBODY, ID, 1n, 1n, 0, 0, noise(6_000)]],
    ['StampPosted', [KEY, ID, SOMEBODY, SOMEBODY, zeroAddress, KEY, 1n, 1n, 0]],
  ])('PostOffice.%s', async (name, args) => {
    await emit(chain.contracts.postOffice, name, args)
    await chain.untilCaughtUp()
  })

  it('keeps the steps of a stamp that was not posted, as far as they go', async () => {
    const steps = await chain.rows('stamp_step', { stampId: ID })
    expect(steps.map(({ step, stakeTo }) => [step, stakeTo])).toEqual([
      ['admitted', null],
      ['collected', SOMEBODY],
      ['returned', null],
      ['expired', null],
    ])
  })

  it('keeps the steps of a mailing that was not opened, and no mailing', async () => {
    const steps = await chain.rows('mailing_step', { mailingId: ID })
    expect(steps.map(({ step, refund }) => [step, refund])).toEqual([
      ['admitted', null],
      ['closed', 2n ** 256n - 1n],
    ])
    expect(await chain.rows('mailing', { mailingId: ID })).toEqual([])
    expect(await chain.rows('mail', { mailingId: ID })).toHaveLength(1)
  })

  it('keeps a mailing of no letter, with any text', async () => {
    expect(await chain.rows('mailing', { mailingId: KEY })).toMatchObject([
      { count: 0, expiresAt: 0, carriageAsked: null, uri: noise(6_000) },
    ])
  })

  it('gives a stamp to an inbox without terms no window', async () => {
    expect(await chain.rows('stamp', { stampId: KEY })).toMatchObject([
      { window: 0, relayMayCollect: false, postedWhileClosed: false, carriageAsked: null },
    ])
  })
})

describe('numbers that are no word', () => {
  it.each([
    ['DoorSet', [ID, 3], 'door_change'],
    ['DoorSet', [ID, 255], 'door_change'],
    ['ConsentSet', [ID, KEY, 3], 'consent'],
    ['ConsentSet', [ID, KEY, 255], 'consent'],
  ])('%s(%s) is passed over', async (name, args, table) => {
    const before = await chain.rows(table)
    await emit(chain.contracts.postOffice, name, args)
    expect(await chain.rows(table)).toEqual(before)
  })
})

describe('a ledger that does not add up', () => {
  it('survives a debit of nobody known, beyond any balance', async () => {
    const all = 2n ** 256n - 1n
    await emit(chain.contracts.postOffice, 'Transfer', [SOMEBODY, SOMEBODY, zeroAddress, 0n, all])
    expect(await chain.rows('balance', { account: SOMEBODY })).toMatchObject([{ amount: -all }])
  })

  it('leaves an allowance as it is when a balance is burned, however little it was', async () => {
    const other = '0x00000000000000000000000000000000000000cc'
    await emit(chain.contracts.postOffice, 'Approval', [SOMEBODY, other, 0n, 5n])
    await emit(chain.contracts.postOffice, 'Transfer', [other, SOMEBODY, zeroAddress, 0n, 1n])
    expect(await chain.rows('allowance', { spender: other })).toMatchObject([{ amount: 5n }])
  })

  it('leaves an allowance that does not cover what was taken', async () => {
    const other = '0x00000000000000000000000000000000000000bb'
    await emit(chain.contracts.postOffice, 'Approval', [SOMEBODY, other, 0n, 5n])
    await emit(chain.contracts.postOffice, 'Transfer', [other, SOMEBODY, other, 0n, 6n])
    expect(await chain.rows('allowance', { spender: other })).toMatchObject([{ amount: 5n }])
  })
})

describe('data that is not what the topics promise', () => {
  it.each([
    ['no data', '0x'],
    ['half a word', '0xffff'],
    ['a string beyond the end', `0x${'ff'.repeat(64)}`],
    ['a string of a length beyond the end', `0x${'00'.repeat(31)}20${'ff'.repeat(32)}`],
  ] as const)('of %s is passed over', async (_what, data) => {
    const before = await chain.rows('relay_change')
    const { relayRegistry } = chain.contracts
    const topics = encodeEventTopics({
      abi: relayRegistry.abi,
      eventName: 'RelayEndpointSet',
      args: { relay: SOMEBODY },
    })
    await log(relayRegistry.address, topics as Hex[], data)
    expect(await chain.rows('relay_change')).toEqual(before)
  })
})

/** Emits an event with these arguments, in the order of its parameters. */
async function emit(
  { address, abi }: { address: Hex; abi: Abi },
  eventName: string,
  args: readonly unknown[],
): Promise<void> {
  const event = abi.find((item) => item.type === 'event' && item.name === eventName)
  if (event?.type !== 'event') throw new Error(`There is no event ${eventName}.`)
  const indexed = event.inputs.flatMap((input, i) => (input.indexed ? [args[i]] : []))
  const topics = encodeEventTopics({ abi: [event], args: indexed } as never)
  const rest = event.inputs.filter((input) => !input.indexed)
  const data = encodeAbiParameters(
    rest,
    event.inputs.flatMap((input, i) => (input.indexed ? [] : [args[i]])),
  )
  await log(address, topics as Hex[], data)
}

/** Text that does not compress: Postgres takes more of what does. */
function noise(length: number): string {
  const words = Array.from({ length: Math.ceil(length / 64) }, (_, i) =>
    keccak256(toHex(i)).slice(2),
  )
  return words.join('').slice(0, length)
}

async function log(address: Hex, topics: Hex[], data: Hex): Promise<void> {
  await chain.client.setCode({ address, bytecode: emitterCode(topics.length) })
  await chain.send({ from: account, to: address, data: logOf(topics, data), value: 0n })
}
