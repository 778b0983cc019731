import type { Address, Hex } from 'viem'
import { getAddress, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { toRecovery } from '../../../api/answers/recovery.ts'
import type { InboxAnswer, InboxRow } from '../../../api/queries/inbox.ts'
import type { Call } from '../support/call.ts'
import { call } from '../support/call.ts'
import { registerInbox } from '../support/inboxes.ts'
import type { IndexedChain } from '../support/indexedChain.ts'
import { startIndexedChain } from '../support/indexedChain.ts'
import type { Account } from '../support/localClient.ts'
import { lower } from '../support/lower.ts'
import type { Sent } from '../support/sent.ts'

let chain: IndexedChain
let registry: IndexedChain['contracts']['inboxRegistry']
let owner: Account
let guard: Account
let heir: Account
let inboxId: Hex

const DAY = 86_400
const DELAY = 2 * DAY
const LIFETIME = 30 * DAY

beforeAll(async () => {
  chain = await startIndexedChain()
  registry = chain.contracts.inboxRegistry
})
afterAll(() => chain?.stop())

/** A new inbox, its wallet its own recovery. */
async function aScene(): Promise<void> {
  owner = await chain.account()
  guard = await chain.account()
  heir = await chain.account()
  inboxId = await registerInbox(chain, owner)
}

describe('GuardianSet', () => {
  it('is a change to come, two days later', async () => {
    await aScene()
    const sent = await chain.send(setGuardian(guard.address))
    const from = sent.timestamp + DELAY
    expect(await chain.rows('guardian', { inboxId })).toEqual([
      guardian(sent, { next: lower(guard.address), nextFrom: from }),
    ])
    expect(await chain.rows('guardian_change', { inboxId })).toEqual([
      { ...sent.place('GuardianSet'), inboxId, guardian: lower(guard.address), from },
    ])
    await expectAsOnChain()
  })

  it('names nobody where it takes the guardian away', async () => {
    await aScene()
    const first = await inOffice(guard)
    const sent = await chain.send(setGuardian(zeroAddress))
    const from = sent.timestamp + DELAY
    const current = { current: lower(guard.address), currentSince: first.timestamp + DELAY }
    expect(await chain.rows('guardian', { inboxId })).toEqual([
      guardian(sent, { ...current, nextFrom: from }),
    ])
    expect((await chain.rows('guardian_change', { inboxId })).at(-1)).toEqual({
      ...sent.place('GuardianSet'),
      inboxId,
      guardian: null,
      from,
    })
    await expectAsOnChain()
    const later = await chain.send(setGuardian(heir.address), from)
    expect(await chain.rows('guardian', { inboxId })).toEqual([
      guardian(later, {
        currentSince: from,
        next: lower(heir.address),
        nextFrom: later.timestamp + DELAY,
      }),
    ])
    await expectAsOnChain()
  })

  it.each([
    [DELAY - 1, null],
    [DELAY, 'the first'],
    [DELAY + 1, 'the first'],
  ] as const)('after %i seconds finds in office: %s', async (age, name) => {
    await aScene()
    const first = await chain.send(setGuardian(guard.address))
    const second = await chain.send(setGuardian(heir.address), first.timestamp + age)
    const since = first.timestamp + DELAY
    expect(await chain.rows('guardian', { inboxId })).toEqual([
      guardian(second, {
        ...(name && { current: lower(guard.address), currentSince: since }),
        next: lower(heir.address),
        nextFrom: second.timestamp + DELAY,
      }),
    ])
    await expectAsOnChain()
  })

  it('that names the guardian again leaves it in office all along', async () => {
    await aScene()
    const first = await inOffice(guard)
    const again = await chain.send(setGuardian(guard.address))
    const sent = await chain.send(setGuardian(heir.address), again.timestamp + DELAY)
    expect(await chain.rows('guardian', { inboxId })).toEqual([
      guardian(sent, {
        current: lower(guard.address),
        currentSince: first.timestamp + DELAY,
        next: lower(heir.address),
        nextFrom: sent.timestamp + DELAY,
      }),
    ])
    await expectAsOnChain()
  })
})

describe('RecoveryTransferStarted', () => {
  it('is under way, by the recovery', async () => {
    await aScene()
    const sent = await chain.send(start(owner))
    expect(await transfers()).toEqual([transfer(sent, owner)])
    expect(await steps()).toEqual([step(sent, 'Started', { by: owner, to: heir })])
    await expectAsOnChain()
  })

  it('may be by the guardian, and takes the place of one that lapsed', async () => {
    await aScene()
    await inOffice(guard)
    const lapsed = await chain.send(start(owner))
    const sent = await chain.send(start(guard), lapsed.timestamp + LIFETIME)
    expect(await transfers()).toEqual([transfer(sent, guard)])
    expect(await steps()).toEqual([
      step(lapsed, 'Started', { by: owner, to: heir }),
      step(sent, 'Started', { by: guard, to: heir }),
    ])
    await expectAsOnChain()
  })

  it('stays in its row when it lapses, as no event tells', async () => {
    await aScene()
    const sent = await chain.send(start(owner))
    for (const age of [LIFETIME - 1, LIFETIME]) {
      await mineAt(sent.timestamp + age)
      expect(await transfers()).toEqual([transfer(sent, owner)])
      await expectAsOnChain({ isPending: age < LIFETIME })
    }
  })

  it('ends with the office of its starter, and does not come back with it', async () => {
    await aScene()
    await inOffice(guard)
    const sent = await chain.send(start(guard))
    const gone = await chain.send(setGuardian(zeroAddress))
    await mineAt(gone.timestamp + DELAY - 1)
    await expectAsOnChain({ isPending: true })
    await mineAt(gone.timestamp + DELAY)
    await expectAsOnChain({ isPending: false })
    await inOffice(guard)
    expect(await transfers()).toEqual([transfer(sent, guard)])
    await expectAsOnChain({ isPending: false })
  })
})

describe('RecoveryTransferCancelled', () => {
  it('takes the transfer away', async () => {
    await aScene()
    const started = await chain.send(start(owner))
    const sent = await chain.send(call(owner, registry, 'cancelRecoveryTransfer', [inboxId]))
    expect(await transfers()).toEqual([])
    expect(await steps()).toEqual([
      step(started, 'Started', { by: owner, to: heir }),
      step(sent, 'Cancelled', { by: owner }),
    ])
    await expectAsOnChain({ isPending: false })
  })
})

describe('RecoveryTransferred', () => {
  it('changes the recovery, from then on', async () => {
    await aScene()
    const [before] = await chain.rows('inbox', { inboxId })
    const started = await chain.send(start(owner))
    const sent = await chain.send(accept(), started.timestamp + DELAY)
    expect(await transfers()).toEqual([])
    expect(await steps()).toEqual([
      step(started, 'Started', { by: owner, to: heir }),
      step(sent, 'Accepted', { by: heir, from: owner, to: heir }),
    ])
    expect(await chain.rows('inbox', { inboxId })).toEqual([
      {
        ...before,
        recovery: lower(heir.address),
        recoverySinceBlock: sent.blockNumber,
        recoverySinceTime: sent.timestamp,
      },
    ])
    expect(await chain.rows('guardian', { inboxId })).toEqual([])
    await expectAsOnChain({ isPending: false })
  })

  it('drops a guardian who is to come, and keeps the one in office', async () => {
    await aScene()
    const first = await inOffice(guard)
    const started = await chain.send(start(guard))
    await chain.send(setGuardian(owner.address), started.timestamp + DELAY - 1)
    const sent = await chain.send(accept(), started.timestamp + DELAY)
    const current = { current: lower(guard.address), currentSince: first.timestamp + DELAY }
    expect(await chain.rows('guardian', { inboxId })).toEqual([guardian(sent, current)])
    await mineAt(started.timestamp + 3 * DELAY)
    await expectAsOnChain({ isPending: false })
  })

  it('finds a guardian in office whose time had come', async () => {
    await aScene()
    await chain.send(start(owner))
    const named = await chain.send(setGuardian(guard.address))
    const from = named.timestamp + DELAY
    const sent = await chain.send(accept(), from)
    expect(await chain.rows('guardian', { inboxId })).toEqual([
      guardian(sent, { current: lower(guard.address), currentSince: from }),
    ])
    await expectAsOnChain()
  })

  it('to the recovery itself leaves it what it was since before', async () => {
    await aScene()
    heir = owner
    const before = await chain.rows('inbox', { inboxId })
    const started = await chain.send(start(owner))
    const sent = await chain.send(accept(), started.timestamp + DELAY)
    expect(await chain.rows('inbox', { inboxId })).toEqual(before)
    expect((await steps()).at(-1)).toEqual(
      step(sent, 'Accepted', { by: owner, from: owner, to: owner }),
    )
  })
})

function setGuardian(to: Address): Call {
  return call(owner, registry, 'setGuardian', [inboxId, to])
}

function start(by: Account): Call {
  return call(by, registry, 'startRecoveryTransfer', [inboxId, heir.address])
}

function accept(): Call {
  return call(heir, registry, 'acceptRecoveryTransfer', [inboxId])
}

/** Names a guardian, and lets the two days pass. */
async function inOffice({ address }: Account): Promise<Sent> {
  const sent = await chain.send(setGuardian(address))
  await mineAt(sent.timestamp + DELAY)
  return sent
}

async function mineAt(timestamp: number): Promise<void> {
  await chain.client.setNextBlockTimestamp({ timestamp: BigInt(timestamp) })
  await chain.client.mine({ blocks: 1 })
}

function guardian(sent: Sent, row: object) {
  const nobody = { current: null, currentSince: 0, next: null, nextFrom: null }
  const since = { sinceBlock: sent.blockNumber, sinceTime: sent.timestamp }
  return { chainId: chain.chainId, inboxId, ...nobody, ...since, ...row }
}

const transfers = () => chain.rows('recovery_transfer', { inboxId })
const steps = () => chain.rows('recovery_transfer_step', { inboxId })

function transfer(sent: Sent, by: Account) {
  return {
    chainId: chain.chainId,
    inboxId,
    to: lower(heir.address),
    startedBy: lower(by.address),
    startedBlock: sent.blockNumber,
    startedAt: sent.timestamp,
  }
}

function step(
  sent: Sent,
  name: 'Started' | 'Cancelled' | 'Accepted',
  { by, from, to }: { by: Account; from?: Account; to?: Account },
) {
  const event = name === 'Accepted' ? 'RecoveryTransferred' : `RecoveryTransfer${name}`
  return {
    ...sent.place(event),
    inboxId,
    step: name.toLowerCase(),
    by: lower(by.address),
    from: from ? lower(from.address) : null,
    to: to ? lower(to.address) : null,
  }
}

/** What the API makes of the rows is what the contract says, in the newest block. */
async function expectAsOnChain(expected: { isPending?: boolean } = {}): Promise<void> {
  const { number: blockNumber, timestamp } = await chain.client.getBlock()
  const view = { ...registry, args: [inboxId], blockNumber } as const
  const { readContract } = chain.client
  const recovery = await readContract({ ...view, functionName: 'recoveryOf' })
  const [current, next, from] = await readContract({ ...view, functionName: 'guardianOf' })
  const pending = await readContract({ ...view, functionName: 'recoveryTransferOf' })

  const first = async (table: string) => (await chain.rows(table, { inboxId }))[0] ?? null
  const rows = {
    asOf: { timestamp: Number(timestamp) },
    guardian: await first('guardian'),
    recoveryTransfer: await first('recovery_transfer'),
  } as InboxAnswer
  const answer = toRecovery(rows, (await first('inbox')) as InboxRow)
  const { recoveryTransfer } = answer
  expect(answer.recovery).toBe(recovery)
  expect(answer.guardian.current ?? zeroAddress).toBe(current)
  expect([answer.guardian.next ?? zeroAddress, answer.guardian.from ?? 0]).toEqual([next, from])
  const { to = zeroAddress, startedBy = zeroAddress, startedAt = 0 } = recoveryTransfer ?? {}
  expect([getAddress(to), getAddress(startedBy), startedAt]).toEqual(pending)
  const { isPending = recoveryTransfer !== undefined } = expected
  expect(recoveryTransfer !== undefined).toBe(isPending)
}
