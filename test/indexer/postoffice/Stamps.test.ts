import type { Address, Hex } from 'viem'
import { keccak256, toHex, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Stamp } from '../../../protocol/eip712/postOffice.ts'
import { stampIdOf } from '../../../protocol/ids.ts'
import type { Call } from '../support/call.ts'
import { call } from '../support/call.ts'
import { registerInbox } from '../support/inboxes.ts'
import type { IndexedChain } from '../support/indexedChain.ts'
import { startIndexedChain } from '../support/indexedChain.ts'
import type { Account } from '../support/localClient.ts'
import { lower } from '../support/lower.ts'
import { postFor, settleFor } from '../support/onBehalf.ts'
import type { Sent } from '../support/sent.ts'

let chain: IndexedChain
let postOffice: IndexedChain['contracts']['postOffice']
let relays: IndexedChain['contracts']['relayRegistry']
let recipient: Account
let relay: Account
let sender: Account
let inboxId: Hex
let letters = 0

const DAY = 86_400
const STAKE = 1_000n

beforeAll(async () => {
  chain = await startIndexedChain()
  postOffice = chain.contracts.postOffice
  relays = chain.contracts.relayRegistry
  sender = await chain.account()
})
afterAll(() => chain?.stop())

/** A new inbox that asks for a stake and a day, and a new relay that asks for `carriage`. */
async function aScene(carriage: bigint): Promise<void> {
  recipient = await chain.account()
  relay = await chain.account()
  inboxId = await registerInbox(chain, recipient)
  await chain.send(setTerms({ window: DAY, relayMayCollect: false }))
  await chain.send(call(relay, relays, 'register', [relay.address, 'https://relay.example']))
  await chain.send(setCarriage(carriage))
}

describe('StampPosted', () => {
  it('is a stamp, at most once (1), with a sender that was not denied (4)', async () => {
    await aScene(5n)
    const stamp = await aStamp({ carriage: 7n })
    const sent = await chain.send(post(stamp))
    expect(await chain.rows('stamp', { stampId: idOf(stamp) })).toEqual([
      {
        chainId: chain.chainId,
        stampId: idOf(stamp),
        sender: lower(sender.address),
        relay: lower(relay.address),
        token: zeroAddress,
        inboxId,
        letterHash: stamp.letterHash,
        carriage: 7n,
        stake: STAKE,
        expiresAt: stamp.expiresAt,
        status: 'open',
        postedBlock: sent.blockNumber,
        postedBlockHash: sent.blockHash,
        postedAt: sent.timestamp,
        postedTx: sent.transaction,
        window: DAY,
        relayMayCollect: false,
        postedWhileClosed: false,
        carriageAsked: 5n,
        carriageMet: true,
        carriagePaid: false,
        settledAt: null,
      },
    ])
    expect(await steps(stamp)).toEqual([step(sent, 'StampPosted', 'posted')])
  })

  it('keeps the largest amounts', async () => {
    await aScene(0n)
    await chain.client.setBalance({ address: sender.address, value: 2n ** 100n })
    const most = 2n ** 96n - 1n
    const stamp = await aStamp({ carriage: most, stake: most })
    await chain.send(post(stamp))
    expect(await row(stamp)).toMatchObject({ carriage: most, stake: most })
  })

  it('keeps the terms that it was posted under (3), whatever is set later', async () => {
    await aScene(5n)
    const [before, after] = [await aStamp(), await aStamp()]
    await chain.sendInOneBlock(
      setTerms({ window: 2 * DAY, relayMayCollect: true }),
      post(before),
      setTerms({ window: DAY, relayMayCollect: false }),
      post(after),
    )
    expect(await row(before)).toMatchObject({ window: 2 * DAY, relayMayCollect: true })
    expect(await row(after)).toMatchObject({ window: DAY, relayMayCollect: false })
  })

  it('knows whether the door was closed at that moment', async () => {
    await aScene(5n)
    const [before, while_, after] = [await aStamp(), await aStamp(), await aStamp()]
    await chain.sendInOneBlock(post(before), setDoor(2), post(while_), setDoor(1), post(after))
    expect(await row(before)).toMatchObject({ postedWhileClosed: false })
    expect(await row(while_)).toMatchObject({ postedWhileClosed: true })
    expect(await row(after)).toMatchObject({ postedWhileClosed: false })
  })

  it.each([
    [599, 5n, true],
    [600, 9n, false],
    [601, 9n, false],
  ])('counts the carriage before a rise %i seconds ago as %s', async (age, asked, met) => {
    await aScene(5n)
    const stamp = await aStamp({ carriage: 5n })
    const raised = await chain.send(setCarriage(9n), (await now()) + 10)
    await chain.send(post(stamp), raised.timestamp + age)
    expect(await row(stamp)).toMatchObject({ carriageAsked: asked, carriageMet: met })
  })

  it('counts prices in the order of a block', async () => {
    await aScene(5n)
    const [before, between, after] = [await aStamp(), await aStamp(), await aStamp()]
    const later = (await now()) + 10_000
    await chain.send(setCarriage(8n), later)
    await chain.client.setNextBlockTimestamp({ timestamp: BigInt(later + 700) })
    await chain.sendInOneBlock(
      post(before),
      setCarriage(3n),
      post(between),
      setCarriage(20n),
      post(after),
    )
    expect(await row(before)).toMatchObject({ carriageAsked: 8n, carriageMet: false })
    expect(await row(between)).toMatchObject({ carriageAsked: 3n, carriageMet: true })
    expect(await row(after)).toMatchObject({ carriageAsked: 3n, carriageMet: true })
  })

  it('counts what a relay asked until it went out of service, for 600 seconds', async () => {
    await aScene(5n)
    const away = await chain.send(call(relay, relays, 'setActive', [false]), (await now()) + 10)
    const [soon, late] = [await aStamp(), await aStamp()]
    await chain.send(post(soon), away.timestamp + 599)
    await chain.send(post(late), away.timestamp + 600)
    expect(await row(soon)).toMatchObject({ carriageAsked: 5n, carriageMet: true })
    expect(await row(late)).toMatchObject({ carriageAsked: null, carriageMet: null })
  })

  it('does not count what a relay asked while out of service', async () => {
    await aScene(1n)
    await chain.send(call(relay, relays, 'setActive', [false]), (await now()) + 10)
    const comeBack = [setCarriage(9n).data, call(relay, relays, 'setActive', [true]).data]
    await chain.send(call(relay, relays, 'multicall', [comeBack]), (await now()) + 1_000)
    const stamp = await aStamp({ carriage: 1n })
    await chain.send(post(stamp))
    expect(await row(stamp)).toMatchObject({ carriageAsked: 9n, carriageMet: false })
  })

  it('of no relay (5), or of one that nobody registered, asks for nothing that is known', async () => {
    await aScene(5n)
    const unknown = await chain.account()
    const ofAny = await aStamp({ relay: zeroAddress, carriage: 0n })
    const ofUnknown = await aStamp({ relay: unknown.address, carriage: 5n })
    await chain.send(post(ofAny))
    await chain.send(post(ofUnknown))
    expect(await row(ofAny)).toMatchObject({ carriageAsked: null, carriageMet: null })
    expect(await row(ofUnknown)).toMatchObject({ carriageAsked: null, carriageMet: null })
  })
})

describe('StampPosted by somebody else', () => {
  it('is a stamp of who signed it', async () => {
    await aScene(5n)
    const [owner, caller] = [await chain.account(), await chain.account()]
    const stamp = await aStamp({ sender: owner.address })
    await chain.send(deposit(owner, 2_000n))
    const sent = await chain.send(await postFor(chain, caller, owner, stamp))
    expect(await row(stamp)).toMatchObject({
      sender: lower(owner.address),
      status: 'open',
      carriageAsked: 5n,
      carriageMet: true,
      postedBlock: sent.blockNumber,
      postedTx: sent.transaction,
    })
    expect(await steps(stamp)).toEqual([step(sent, 'StampPosted', 'posted')])
  })

  it('is a stamp of whose balance it was', async () => {
    await aScene(5n)
    const [owner, operator] = [await chain.account(), await chain.account()]
    const stamp = await aStamp({ sender: owner.address })
    const { sender: _, ...input } = stamp
    await chain.send(deposit(owner, 2_000n))
    await chain.send(call(owner, postOffice, 'setOperator', [operator.address, true]))
    const sent = await chain.send(call(operator, postOffice, 'postFrom', [owner.address, input]))
    expect(await row(stamp)).toMatchObject({
      sender: lower(owner.address),
      status: 'open',
      postedBlock: sent.blockNumber,
    })
    expect(await steps(stamp)).toEqual([step(sent, 'StampPosted', 'posted')])
  })
})

describe('StampVoided', () => {
  it('is all that is known of a stamp', async () => {
    await aScene(5n)
    const stamp = await aStamp()
    const sent = await chain.send(call(sender, postOffice, 'voidStamps', [[stamp]]))
    const stampId = idOf(stamp)
    expect(await chain.rows('voided_stamp', { stampId })).toEqual([
      {
        ...sent.place('StampVoided'),
        blockHash: sent.blockHash,
        stampId,
        sender: lower(sender.address),
      },
    ])
    expect(await row(stamp)).toBeUndefined()
    expect(await steps(stamp)).toEqual([])
  })

  it('is told of each stamp apart, and of none that is posted or was voided before', async () => {
    await aScene(5n)
    const [posted, voided, first, second] = [
      await aStamp(),
      await aStamp(),
      await aStamp(),
      await aStamp(),
    ]
    await chain.send(post(posted))
    const before = await chain.send(call(sender, postOffice, 'voidStamps', [[voided]]))
    const stamps = [first, posted, voided, second]
    const sent = await chain.send(call(sender, postOffice, 'voidStamps', [stamps]))
    expect(await row(posted)).toMatchObject({ status: 'open' })
    expect(await chain.rows('voided_stamp', { stampId: idOf(posted) })).toEqual([])
    for (const [stamp, { blockNumber, logIndex }] of [
      [voided, before.place('StampVoided')],
      [first, sent.place('StampVoided', 0)],
      [second, sent.place('StampVoided', 1)],
    ] as const) {
      expect(await chain.rows('voided_stamp', { stampId: idOf(stamp) })).toMatchObject([
        { blockNumber, logIndex },
      ])
    }
  })
})

describe('StampAdmitted', () => {
  it('pays the carriage, before any answer', async () => {
    await aScene(5n)
    const stamp = await aStamp()
    const posted = await chain.send(post(stamp))
    const sent = await chain.send(call(relay, postOffice, 'admit', [[stamp]]))
    expect(await row(stamp)).toMatchObject({
      status: 'admitted',
      carriagePaid: true,
      settledAt: null,
    })
    expect(await steps(stamp)).toEqual([
      step(posted, 'StampPosted', 'posted'),
      step(sent, 'StampAdmitted', 'admitted', { carriageTo: lower(relay.address) }),
    ])
  })
})

describe('StampCollected', () => {
  it('sends the stake to the payout and the carriage to the relay, for good', async () => {
    await aScene(5n)
    const payee = await chain.account()
    await chain.send(call(recipient, postOffice, 'setPayout', [inboxId, payee.address]))
    const stamp = await aStamp()
    const posted = await chain.send(post(stamp))
    const sent = await chain.send(call(recipient, postOffice, 'collect', [[stamp]]))
    expect(await row(stamp)).toMatchObject(settled('collected', sent))
    expect(await steps(stamp)).toEqual([
      step(posted, 'StampPosted', 'posted'),
      step(sent, 'StampCollected', 'collected', {
        stakeTo: lower(payee.address),
        carriageTo: lower(relay.address),
      }),
    ])
  })

  it('may follow posting and admitting in one block', async () => {
    await aScene(5n)
    const stamp = await aStamp()
    const [posted, admitted, collected] = await chain.sendInOneBlock(
      post(stamp),
      call(relay, postOffice, 'admit', [[stamp]]),
      call(recipient, postOffice, 'collect', [[stamp]]),
    )
    if (!posted || !admitted || !collected) throw new Error('Three transactions were sent.')
    expect(await row(stamp)).toMatchObject(settled('collected', collected))
    expect(await steps(stamp)).toEqual([
      step(posted, 'StampPosted', 'posted'),
      step(admitted, 'StampAdmitted', 'admitted', { carriageTo: lower(relay.address) }),
      step(collected, 'StampCollected', 'collected', {
        stakeTo: lower(recipient.address),
        carriageTo: lower(relay.address),
      }),
    ])
  })

  it('names nobody for the carriage of a stamp without a relay', async () => {
    await aScene(5n)
    const stamp = await aStamp({ relay: zeroAddress, carriage: 0n })
    await chain.send(post(stamp))
    const sent = await chain.send(call(recipient, postOffice, 'collect', [[stamp]]))
    expect((await steps(stamp)).at(-1)).toEqual(
      step(sent, 'StampCollected', 'collected', { stakeTo: lower(recipient.address) }),
    )
  })

  it('is told of each stamp of a transaction apart', async () => {
    await aScene(5n)
    const stamps = [await aStamp(), await aStamp(), await aStamp()]
    const value = stamps.reduce((sum, { carriage, stake }) => sum + carriage + stake, 0n)
    await chain.send(call(sender, postOffice, 'postMany', [stamps], value))
    const sent = await chain.send(call(recipient, postOffice, 'collect', [stamps]))
    for (const [n, stamp] of stamps.entries()) {
      expect(await row(stamp)).toMatchObject(settled('collected', sent))
      expect((await steps(stamp)).at(-1)?.logIndex).toBe(sent.place('StampCollected', n).logIndex)
    }
  })
})

describe('StampReturned', () => {
  it('sends the stake to the sender and the carriage to the relay, for good', async () => {
    await aScene(5n)
    const stamp = await aStamp()
    await chain.send(post(stamp))
    const sent = await chain.send(call(recipient, postOffice, 'returnToSender', [[stamp]]))
    expect(await row(stamp)).toMatchObject(settled('returned', sent))
    expect((await steps(stamp)).at(-1)).toEqual(
      step(sent, 'StampReturned', 'returned', {
        stakeTo: lower(sender.address),
        carriageTo: lower(relay.address),
      }),
    )
  })
})

describe('settleFor', () => {
  it.each([
    ['collected', 'StampCollected', true],
    ['returned', 'StampReturned', false],
  ] as const)('has stamps %s as if the recipient had called', async (status, event, collect) => {
    await aScene(5n)
    const [stamp, other] = [await aStamp(), await aStamp()]
    for (const each of [stamp, other]) await chain.send(post(each))
    const answer = await settleFor(chain, relay, recipient, [stamp, other], collect)
    const sent = await chain.send(answer)
    const stakeTo = lower(collect ? recipient.address : sender.address)
    for (const [n, each] of [stamp, other].entries()) {
      expect(await row(each)).toMatchObject(settled(status, sent))
      expect((await steps(each)).at(-1)).toEqual({
        ...step(sent, event, status, { stakeTo, carriageTo: lower(relay.address) }),
        logIndex: sent.place(event, n).logIndex,
      })
    }
  })
})

describe('StampExpired', () => {
  it('at its expiry sends all to the sender where the letter was not admitted', async () => {
    await aScene(5n)
    const stamp = await aStamp()
    await chain.send(post(stamp))
    const sent = await chain.send(call(relay, postOffice, 'expire', [[stamp]]), stamp.expiresAt)
    expect(await row(stamp)).toMatchObject({
      status: 'expired',
      carriagePaid: false,
      settledAt: stamp.expiresAt,
    })
    expect((await steps(stamp)).at(-1)).toEqual(
      step(sent, 'StampExpired', 'expired', {
        stakeTo: lower(sender.address),
        carriageTo: lower(sender.address),
      }),
    )
  })

  it('leaves the carriage with the relay where it was', async () => {
    await aScene(5n)
    const stamp = await aStamp()
    await chain.send(post(stamp))
    await chain.send(call(relay, postOffice, 'admit', [[stamp]]))
    const sent = await chain.send(
      call(sender, postOffice, 'expire', [[stamp]]),
      stamp.expiresAt + 1,
    )
    expect(await row(stamp)).toMatchObject({ status: 'expired', carriagePaid: true })
    expect((await steps(stamp)).at(-1)).toEqual(
      step(sent, 'StampExpired', 'expired', {
        stakeTo: lower(sender.address),
        carriageTo: lower(relay.address),
      }),
    )
  })
})

describe('stamps', () => {
  it('are what the contract says', async () => {
    const statuses = ['none', 'open', 'admitted', 'collected', 'returned', 'expired']
    const rows = await chain.rows('stamp')
    expect(rows.length).toBeGreaterThan(20)
    for (const { stampId, ...stamp } of rows) {
      const args = [stampId as Hex] as const
      const [status, relayMayCollect, carriagePaid, postedAt, settledAt] =
        await chain.client.readContract({ ...postOffice, functionName: 'stampStatus', args })
      expect(stamp).toMatchObject({
        status: statuses[status],
        relayMayCollect,
        carriagePaid,
        postedAt,
        settledAt: settledAt || null,
      })
    }
  })

  it('have at most one outcome (2)', async () => {
    const outcomes = (await chain.rows('stamp_step')).filter(({ step }) =>
      ['collected', 'returned', 'expired'].includes(step as string),
    )
    expect(new Set(outcomes.map(({ stampId }) => stampId)).size).toBe(outcomes.length)
  })
})

/** A stamp for a new letter to the scene's inbox, with two days to answer. */
async function aStamp(differing: Partial<Stamp> = {}): Promise<Stamp> {
  letters += 1
  return {
    sender: sender.address,
    relay: relay.address,
    token: zeroAddress,
    inboxId,
    letterHash: keccak256(toHex(letters)),
    carriage: 5n,
    stake: STAKE,
    expiresAt: (await now()) + 3 * DAY,
    ...differing,
  }
}

function post({ sender: _, ...input }: Stamp): Call {
  return call(sender, postOffice, 'post', [input], input.carriage + input.stake)
}

function deposit(owner: Account, amount: bigint): Call {
  return call(owner, postOffice, 'deposit', [zeroAddress, owner.address, amount], amount)
}

function setTerms({ window, relayMayCollect }: { window: number; relayMayCollect: boolean }): Call {
  const args = [inboxId, zeroAddress, STAKE, window, relayMayCollect] as const
  return call(recipient, postOffice, 'setTerms', args)
}

function setDoor(door: number): Call {
  return call(recipient, postOffice, 'setDoor', [inboxId, door])
}

function setCarriage(amount: bigint): Call {
  return call(relay, relays, 'setCarriage', [zeroAddress, amount, true])
}

async function now(): Promise<number> {
  return Number((await chain.client.getBlock()).timestamp)
}

function idOf(stamp: Stamp): Hex {
  return stampIdOf({ chainId: chain.chainId, postOffice: postOffice.address, stamp })
}

async function row(stamp: Stamp) {
  const [found] = await chain.rows('stamp', { stampId: idOf(stamp) })
  return found
}

async function steps(stamp: Stamp) {
  const rows = await chain.rows('stamp_step', { stampId: idOf(stamp) })
  return rows.map(({ stampId: _, ...columns }) => columns)
}

function step(
  sent: Sent,
  eventName: string,
  name: string,
  money: { stakeTo?: Address; carriageTo?: Address } = {},
) {
  const place = { ...sent.place(eventName), blockHash: sent.blockHash }
  return { ...place, step: name, stakeTo: null, carriageTo: null, ...money }
}

function settled(status: string, sent: Sent) {
  return { status, carriagePaid: true, settledAt: sent.timestamp }
}
