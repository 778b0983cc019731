import fc from 'fast-check'
import { BaseError, ContractFunctionRevertedError } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Stamp, World } from '../helpers/postOfficeWorld.ts'
import {
  CARRIAGE,
  createWorld,
  EXPIRES_AT,
  NATIVE,
  POSTAGE,
  STAKE,
  WINDOW,
} from '../helpers/postOfficeWorld.ts'
import type { Action, Caller, Phase, StampState, Status } from '../helpers/stampModel.ts'
import { act } from '../helpers/stampModel.ts'

const STATUSES: Status[] = ['None', 'Open', 'Admitted', 'Collected', 'Returned', 'Expired']

/** Seconds at which something ends, and their neighbours; steps go from one to the same or a later one. */
const TIMES = [EXPIRES_AT - WINDOW, EXPIRES_AT].flatMap((time) => [time - 1, time, time + 1])

type Step = { action: Action; caller: Caller; wait: number }

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    action: fc.constantFrom<Action>('post', 'admit', 'collect', 'returnToSender', 'expire'),
    caller: fc.constantFrom<Caller>('sender', 'wallet', 'relay', 'stranger'),
    wait: fc.constantFrom(0, 0, 0, 0, 1),
  }),
  { minLength: 4, maxLength: 14 },
)

describe('a stamp', () => {
  let world: World

  beforeAll(async () => {
    world = await createWorld()
  })

  afterAll(() => world.close())

  it('does what the model says, whoever calls whatever in any order at any time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), steps, async (relayMayCollect, drawn) => {
        // Most stamps are never posted otherwise, and nothing can be done with those.
        const story: Step[] = [{ action: 'post', caller: 'sender', wait: 0 }, ...drawn]
        await world.undone(() => follow(world, relayMayCollect, story))
      }),
      { seed: 0x1234, numRuns: process.env.RUN_DEEP === '1' ? 2_000 : 60 },
    )
  })
})

async function follow(world: World, relayMayCollect: boolean, story: Step[]) {
  const { inboxId, nextAt, office, stampTo, wallet } = world
  const account = wallet
  await office.write.setTerms([inboxId, NATIVE, STAKE, WINDOW, relayMayCollect], { account })
  const stamp = stampTo(inboxId, NATIVE, 1)
  const before = await balances(world)

  let state: StampState = { status: 'None', relayMayCollect, carriagePaid: false }
  let time = 0
  for (const { action, caller, wait } of story) {
    time = Math.min(time + wait, TIMES.length - 1)
    const now = TIMES[time] ?? EXPIRES_AT
    await nextAt(now)
    const outcome = act(state, action, caller, phaseAt(now))
    expect(await errorOf(call(world, stamp, action, caller))).toBe(outcome.error)
    state = outcome.state ?? state
    await expectState(world, stamp, state, before)
  }
}

function phaseAt(now: number): Phase {
  if (now >= EXPIRES_AT) return 'over'
  return now <= EXPIRES_AT - WINDOW ? 'postable' : 'answerable'
}

function call(world: World, stamp: Stamp, action: Action, caller: Caller): Promise<unknown> {
  const { office, sender } = world
  if (action === 'post') return office.write.post([stamp], { account: sender, value: POSTAGE })
  return office.write[action]([[stamp]], { account: world[caller] })
}

/** The name of the contract's error, if it reverted. */
async function errorOf(sent: Promise<unknown>): Promise<string | undefined> {
  try {
    await sent
    return undefined
  } catch (error) {
    if (!(error instanceof BaseError)) throw error
    const revert = error.walk((cause) => cause instanceof ContractFunctionRevertedError)
    if (!(revert instanceof ContractFunctionRevertedError)) throw error
    return revert.data?.errorName
  }
}

async function expectState(world: World, stamp: Stamp, state: StampState, before: Balances) {
  const id = await world.office.read.stampId([stamp])
  const [status, relayMayCollect, carriagePaid] = await world.office.read.stampStatus([id])
  const isPosted = state.status !== 'None'
  expect({ status: STATUSES[status], relayMayCollect, carriagePaid }).toEqual({
    status: state.status,
    relayMayCollect: isPosted && state.relayMayCollect,
    carriagePaid: state.carriagePaid,
  })
  const after = await balances(world)
  const due = (name: keyof Balances) =>
    (state.stakeTo === name ? STAKE : 0n) + (state.carriageTo === name ? CARRIAGE : 0n)
  expect(after).toEqual({
    payout: before.payout + due('payout'),
    sender: before.sender + due('sender'),
    relay: before.relay + due('relay'),
  })
}

type Balances = { payout: bigint; sender: bigint; relay: bigint }

/** The inbox has no payout set, so that its recovery, the wallet, is credited. */
async function balances({ office, wallet, sender, relay }: World): Promise<Balances> {
  const of = (owner: { address: `0x${string}` }) => office.read.balanceOf([owner.address, 0n])
  return { payout: await of(wallet), sender: await of(sender), relay: await of(relay) }
}
