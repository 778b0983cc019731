import { fc } from '@fast-check/vitest'
import type { Address, Hex, JsonRpcAccount } from 'viem'
import { maxUint256, parseEventLogs, zeroAddress } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { BareContracts } from '../helpers/bareContracts.ts'
import { createBareContracts } from '../helpers/bareContracts.ts'
import { revertOf } from '../helpers/revertOf.ts'

/** Accounts that call; another one is a name for the contract itself, and one for the zero address. */
const CALLERS = ['ann', 'ben', 'cat'] as const
const NAMES = [...CALLERS, 'zero', 'self'] as const
/** Ether, a token, and what is no token, of which nobody can have any. */
const IDS = ['ether', 'token', 'none'] as const
type Caller = (typeof CALLERS)[number]
type Name = (typeof NAMES)[number]
type Id = (typeof IDS)[number]

const NO_TOKEN = 2n ** 255n + 1n

type Step = { caller: Caller } & (
  | { action: 'transfer'; to: Name; id: Id; amount: bigint }
  | { action: 'transferFrom'; from: Name; to: Name; id: Id; amount: bigint }
  | { action: 'approve'; spender: Name; id: Id; amount: bigint }
  | { action: 'setOperator'; spender: Name; approved: boolean }
  | { action: 'mint'; to: Caller; id: 'ether' | 'token'; amount: bigint }
  | { action: 'burn'; id: 'ether' | 'token'; amount: bigint }
)

const caller = fc.constantFrom(...CALLERS)
/** More often one who can have something. */
const name = fc.oneof({ weight: 3, arbitrary: caller }, fc.constantFrom<Name>('zero', 'self'))
const id = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<'ether' | 'token'>('ether', 'token') },
  fc.constant<Id>('none'),
)
const real = fc.constantFrom<'ether' | 'token'>('ether', 'token')
const small = fc.bigInt({ min: 0n, max: 12n })
const amount = fc.oneof(
  { weight: 8, arbitrary: small },
  fc.constantFrom(maxUint256, maxUint256 - 1n),
)
const is = <const Action extends string>(action: Action) => fc.constant<Action>(action)

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ action: is('transfer'), caller, to: name, id, amount }),
    fc.record({ action: is('transferFrom'), caller, from: name, to: name, id, amount }),
    fc.record({ action: is('transferFrom'), caller, from: name, to: name, id, amount }),
    fc.record({ action: is('approve'), caller, spender: name, id, amount }),
    fc.record({ action: is('setOperator'), caller, spender: name, approved: fc.boolean() }),
    // Of nothing, PostOffice makes no event.
    fc.record({ action: is('mint'), caller, to: caller, id: real, amount: fc.bigInt(1n, 12n) }),
    fc.record({ action: is('burn'), caller, id: real, amount: fc.bigInt(1n, 40n) }),
  ),
  { minLength: 8, maxLength: 24 },
)

let contracts: BareContracts
let mock: Awaited<ReturnType<typeof deployMock>>
const deployMock = () => contracts.viem.deployContract('MockERC6909')

beforeAll(async () => {
  contracts = await createBareContracts()
  mock = await deployMock()
  const { token, office } = contracts
  for (const of of CALLERS) {
    const account = accountOf(of)
    await token.write.mint([account.address, 1_000n])
    await token.write.approve([office.address, maxUint256], { account })
  }
})
afterAll(() => contracts?.close())

describe('balances', () => {
  it("do what OpenZeppelin's ERC-6909 does, but that PostOffice is no receiver", async () => {
    const seen = { done: 0, refused: new Set<string>(), refusedReceiver: 0 }
    await fc.assert(
      fc.asyncProperty(steps, async (story) => {
        await contracts.undone(async () => {
          // Something to move, or most steps could only fail.
          for (const to of CALLERS) await compare({ caller: to, ...given(to, 'ether') }, seen)
          for (const to of CALLERS) await compare({ caller: to, ...given(to, 'token') }, seen)
          for (const step of story) await compare(step, seen)
          expect(await stateOf(contracts.office)).toEqual(await stateOf(mock))
        })
      }),
      { seed: 0x1234, numRuns: process.env.RUN_DEEP === '1' ? 500 : 30 },
    )
    // So that nothing was compared that never happens.
    expect(seen.done).toBeGreaterThan(100)
    expect(seen.refusedReceiver).toBeGreaterThan(5)
    expect([...seen.refused].toSorted()).toEqual([
      'ERC6909InsufficientAllowance',
      'ERC6909InsufficientBalance',
      'ERC6909InvalidReceiver',
      'ERC6909InvalidSender',
      'ERC6909InvalidSpender',
    ])
  })

  it.each([
    ['ERC-165', '0x01ffc9a7', true],
    ['ERC-6909', '0x0f632fb3', true],
    ['nothing', '0xffffffff', false],
    ['ERC-1155', '0xd9b67a26', false],
    ['the content of ERC-6909', '0x46b1f4a2', false],
  ] as const)('say as OpenZeppelin whether they are %s', async (_, interfaceId, expected) => {
    expect(await mock.read.supportsInterface([interfaceId])).toBe(expected)
    expect(await contracts.office.read.supportsInterface([interfaceId])).toBe(expected)
  })
})

const given = (to: Caller, of: 'ether' | 'token') =>
  ({ action: 'mint', to, id: of, amount: 10n }) as const

type Seen = { done: number; refused: Set<string>; refusedReceiver: number }

/** Does a step on both, where it is the same on both. */
async function compare(step: Step, seen: Seen): Promise<void> {
  const plain = await attempt('mock', step)
  if ('to' in step && step.to === 'self' && isRefusedAsReceiver(plain)) {
    // Whatever the balance: the receiver is looked at first.
    expect(await attempt('office', step)).toEqual({ error: 'InvalidReceiver', args: ['self'] })
    seen.refusedReceiver += 1
    return
  }
  const ours = await attempt('office', step)
  expect(ours).toEqual(plain)
  if ('error' in plain) {
    seen.refused.add(String(plain.error))
    return
  }
  expect(await carryOut('office', step)).toEqual(await carryOut('mock', step))
  seen.done += 1
  for (const of of CALLERS) {
    for (const one of IDS) {
      expect(await balanceOf(contracts.office, of, one)).toBe(await balanceOf(mock, of, one))
    }
  }
}

/** What OpenZeppelin finds out before it looks at the receiver is the same with us. */
const isRefusedAsReceiver = (plain: Attempt) =>
  !('error' in plain) || plain.error === 'ERC6909InsufficientBalance'

type Attempt = { answer: unknown } | { error: string | undefined; args: unknown[] }
type Which = 'office' | 'mock'

/** What a step would answer or be refused with. */
async function attempt(which: Which, step: Step): Promise<Attempt> {
  let answer: unknown
  const refusal = await revertOf(
    simulated(which, step).then(({ result }) => {
      answer = result
    }),
  )
  if (!refusal) return { answer }
  return { error: refusal.error, args: refusal.args.map((arg) => named(which, arg)) }
}

/** What a step emits. */
async function carryOut(which: Which, step: Step): Promise<unknown[]> {
  const wallet = await contracts.viem.getWalletClient(accountOf(step.caller).address)
  const hash = await wallet.writeContract(requestOf(which, step) as never)
  const { logs, status } = await contracts.client.getTransactionReceipt({ hash })
  expect(status).toBe('success')
  const own = logs.filter(({ address }) => isSame(address, contractOf(which).address))
  const events = parseEventLogs({ abi: contractOf(which).abi, logs: own })
  expect(events.length).toBe(own.length)
  return events
    .filter(({ eventName }) => !(isOurs(step) && /^(Deposited|Withdrawn)$/.test(eventName)))
    .map(({ eventName, args }) => {
      const values = Object.entries(args).map(([key, value]) => [key, named(which, value)])
      return { eventName, ...Object.fromEntries(values) }
    })
}

/** Minting and burning are no part of ERC-6909; here money comes and goes with it, and has events of its own. */
const isOurs = ({ action }: Step) => action === 'mint' || action === 'burn'

async function simulated(which: Which, step: Step): Promise<{ result: unknown }> {
  const account = accountOf(step.caller)
  const request = { ...requestOf(which, step), account }
  return await contracts.client.simulateContract(request as never)
}

function requestOf(which: Which, step: Step) {
  const { address, abi } = contractOf(which)
  return { address, abi, ...callOf(which, step) }
}

function callOf(
  which: Which,
  step: Step,
): { functionName: string; args: unknown[]; value?: bigint } {
  const at = (of: Name) => addressOf(which, of)
  const { action } = step
  if (action === 'mint') return mintOf(which, at(step.to), step.id, step.amount)
  if (action === 'burn') return burnOf(which, at(step.caller), step.id, step.amount)
  if (action === 'setOperator') {
    return { functionName: action, args: [at(step.spender), step.approved] }
  }
  const last = [idOf(step.id), step.amount]
  if (action === 'approve') return { functionName: action, args: [at(step.spender), ...last] }
  if (action === 'transfer') return { functionName: action, args: [at(step.to), ...last] }
  return { functionName: action, args: [at(step.from), at(step.to), ...last] }
}

function mintOf(which: Which, to: Address, of: 'ether' | 'token', amount: bigint) {
  if (which === 'mock') return { functionName: 'mint', args: [to, idOf(of), amount] }
  const value = of === 'ether' ? amount : 0n
  return { functionName: 'deposit', args: [assetOf(of), to, amount], value }
}

function burnOf(which: Which, to: Address, of: 'ether' | 'token', amount: bigint) {
  if (which === 'mock') return { functionName: 'burn', args: [idOf(of), amount] }
  return { functionName: 'withdraw', args: [assetOf(of), amount, to] }
}

type Readable = BareContracts['office'] | Awaited<ReturnType<typeof deployMock>>

const balanceOf = (of: Readable, owner: Name, one: Id): Promise<bigint> =>
  (of as typeof mock).read.balanceOf([addressOf(whichOf(of), owner), idOf(one)])

/** All that ERC-6909 can say of these accounts. */
async function stateOf(of: Readable): Promise<Record<string, unknown>> {
  const contract = of as typeof mock
  const at = (one: Name) => addressOf(whichOf(of), one)
  const state: Record<string, unknown> = {}
  for (const owner of NAMES) {
    for (const one of IDS) state[`${owner} has ${one}`] = await balanceOf(of, owner, one)
    for (const spender of NAMES) {
      const pair = [at(owner), at(spender)] as const
      state[`${spender} is operator of ${owner}`] = await contract.read.isOperator(pair)
      for (const one of IDS) {
        const allowance = await contract.read.allowance([...pair, idOf(one)])
        state[`${spender} may spend ${one} of ${owner}`] = allowance
      }
    }
  }
  return state
}

const whichOf = (of: Readable): Which => (of.address === mock.address ? 'mock' : 'office')
const contractOf = (which: Which) => (which === 'mock' ? mock : contracts.office)

function accountOf(of: Caller): JsonRpcAccount {
  const account = contracts.accounts[1 + CALLERS.indexOf(of)]
  if (!account) throw new Error('The chain has no accounts.')
  return account as JsonRpcAccount
}

function addressOf(which: Which, of: Name): Address {
  if (of === 'zero') return zeroAddress
  return of === 'self' ? contractOf(which).address : accountOf(of).address
}

const assetOf = (of: 'ether' | 'token'): Address =>
  of === 'ether' ? zeroAddress : contracts.token.address

function idOf(of: Id): bigint {
  return of === 'none' ? NO_TOKEN : BigInt(assetOf(of))
}

/** The value, but that the contract's own address is `self` on both. */
const named = (which: Which, value: unknown) =>
  typeof value === 'string' && isSame(value as Hex, contractOf(which).address) ? 'self' : value

const isSame = (a: Hex, b: Hex) => a.toLowerCase() === b.toLowerCase()
